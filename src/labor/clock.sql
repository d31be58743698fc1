-- labor/clock
--
-- How long each stage of a procedure may take is law, and law moves; so it is
-- data.  Rows of the extension are marked as shipped and left out of dumps;
-- a user's own rows are dumped, and one for the same stage goes first.

CREATE TABLE case_clock_stages (
	procedure text NOT NULL,
	stage text NOT NULL,
	ordinal integer NOT NULL,
	counted_from text NOT NULL,
	ends_with text NOT NULL,
	length integer CHECK (length >= 0),
	business boolean NOT NULL DEFAULT false,
	description text,
	source text NOT NULL,
	verified boolean NOT NULL DEFAULT false,
	shipped boolean NOT NULL DEFAULT false,
	rolls boolean NOT NULL DEFAULT false,
	PRIMARY KEY (procedure, stage, shipped)
);
GRANT SELECT ON case_clock_stages TO PUBLIC;
GRANT INSERT, UPDATE, DELETE ON case_clock_stages TO @extowner@ WITH GRANT OPTION;
COMMENT ON TABLE case_clock_stages IS
	'stages of procedures, for case_clock(): the milestones at which each begins and ends, and its length in days or business days, NULL where none is fixed; verified says that the length was read in the text of the law or treaty itself; rolls that an end that falls on a weekend or holiday moves to the next business day, which no shipped row does because no such rule was read; own rows have shipped = false and take the place of shipped ones of the same stage';

INSERT INTO case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, business,
							   description, source, verified, shipped) VALUES
	('rrm_mx', 'screening', 1, 'petition', 'request', 30, false,
	 'Interagency Labor Committee: is there sufficient, credible evidence of a denial of rights?',
	 '19 U.S.C. 4646(b)(1)', true, true),
	('rrm_mx', 'answer', 2, 'request', 'acceptance', 10, false,
	 'Mexico says whether it will conduct a review',
	 'USMCA Annex 31-A, as reported by Washington Tariff & Trade Letter, story 9519', false, true),
	('rrm_mx', 'review', 3, 'request', 'review_end', 45, false,
	 'Mexico''s review, and attempt to remediate',
	 'USMCA Annex 31-A, as reported by tradelawdaily.com, 2021-06-10', false, true),
	('rrm_mx', 'consultation', 4, 'review_end', 'remediation_plan', 10, false,
	 'the parties agree on a course of remediation',
	 'USMCA Annex 31-A, as quoted by tradelawdaily.com, 2021-06-10', false, true),
	('rrm_mx', 'request_to_plan', 5, 'request', 'remediation_plan', 55, false,
	 'review and consultation together, for cases of which the end of the review is not known',
	 '45 and 10 days of the stages review and consultation', false, true),
	('rrm_mx', 'panel_decision', 6, 'request', 'panel_request', 60, false,
	 'the United States decide whether to ask for a panel',
	 '19 U.S.C. 4646(b)(4)', true, true),
	('rrm_mx', 'remediation_notice', 7, 'remediation_notice', 'remedies', 15, false,
	 'notice before remedies, where a denial is still seen after the agreed remediation',
	 'USMCA Annex 31-A, as read in a public course file', false, true),
	('rrm_mx', 'panel_formation', 8, 'panel_request', 'panel_constituted', 3, true,
	 'the Secretariat forms the panel by lot',
	 'USMCA Annex 31-A, as summarised by Mexican counsel; that these are business days is not confirmed', false, true),
	('rrm_mx', 'panel_confirmation', 9, 'panel_constituted', 'petition_confirmed', 5, true,
	 'the panel confirms facility, law and basis',
	 'USMCA Annex 31-A, as reported by El Economista; that these are business days is not confirmed', false, true),
	('rrm_mx', 'verification_answer', 10, 'verification_request', 'verification_accepted', 7, true,
	 'Mexico answers the request for verification',
	 'USMCA Annex 31-A, as summarised by Mexican counsel; that these are business days is not confirmed', false, true),
	('rrm_mx', 'verification', 11, 'verification_accepted', 'verification', 30, false,
	 'verification on the spot',
	 'USMCA Article 31-A.7; not read', false, true),
	('rrm_mx', 'determination', 12, 'verification', 'determination', 30, false,
	 'the panel determines whether there is a denial of rights',
	 'USMCA Article 31-A.8; not read', false, true),
	('rrm_mx', 'remedies_notice', 13, 'determination', 'remedies_imposed', 5, true,
	 'notice before remedies after an affirmative determination',
	 'USMCA Annex 31-A, as read in a public course file', false, true),
	('rrm_mx', 'panel', 14, 'panel_request', 'determination', NULL, false,
	 'the panel as a whole: no length of its own, only measured',
	 'none', false, true);
INSERT INTO case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, business,
							   description, source, verified, shipped)
	SELECT 'rrm_ca', stage, ordinal, counted_from, ends_with, length, business,
		   CASE stage WHEN 'screening' THEN 'National Administrative Office: determination, normally; can be extended'
					  WHEN 'panel_decision' THEN 'Canada decides whether to ask for a panel: no length is known'
					  ELSE description END,
		   CASE stage WHEN 'screening' THEN 'Canada, Guidelines for Denial of Rights claims under Annex 31-B'
					  WHEN 'panel_decision' THEN 'none'
					  ELSE 'Annex 31-B, taken to be as Annex 31-A: ' || source END,
		   false, true
	FROM case_clock_stages WHERE procedure = 'rrm_mx';
UPDATE case_clock_stages SET length = NULL WHERE procedure = 'rrm_ca' AND stage = 'panel_decision';
INSERT INTO case_clock_stages (procedure, stage, ordinal, counted_from, ends_with, length, business,
							   description, source, verified, shipped) VALUES
	('labor_chapter', 'first_screen', 1, 'petition', 'first_determination', 20, false,
	 'petition under chapter 23, no facility: first screening',
	 '19 U.S.C. 4646(c)', true, true),
	('labor_chapter', 'review', 2, 'petition', 'determination', 60, false,
	 'further review, until day 60 from the petition',
	 '19 U.S.C. 4646(c)', true, true),
	('labor_chapter', 'action', 3, 'determination', 'action', 60, false,
	 'action, or report to Congress, from the determination',
	 '19 U.S.C. 4646(c)', true, true);

CREATE TRIGGER keep_shipped_rows BEFORE INSERT OR UPDATE OR DELETE ON case_clock_stages
	FOR EACH ROW EXECUTE FUNCTION keep_shipped_rows();
ALTER TABLE case_clock_stages ENABLE REPLICA TRIGGER keep_shipped_rows;
SELECT pg_catalog.pg_extension_config_dump('case_clock_stages', 'WHERE NOT shipped');

CREATE FUNCTION case_clock(procedure text, milestones jsonb, as_of date DEFAULT CURRENT_DATE,
						   holidays date[] DEFAULT '{}')
	RETURNS TABLE (ordinal integer, stage text, length integer, business boolean,
				   started date, due date, ended date, days_taken integer,
				   days_late integer, state text, source text, verified boolean)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION case_clock(text, jsonb, date, date[]) IS
	'a row for each stage of the procedure in case_clock_stages, which is read once for a query: milestones are an object of names and dates as strings, and those after as_of are not known yet; due = start + length, moved to the next business day where the stage rolls; days_taken up to the end, or to as_of, and days_late, 0 where in time, are days or, for stages in business days, business days; NULL where a date or a length is missing; no rows where an argument is NULL; state is "not started", "running", "overdue", "ended", "ended late" or "out of order"; 22023 for an unknown procedure, for a milestone that it does not have and for one that is no string, 22007 or 22008 for one that is no finite date';
