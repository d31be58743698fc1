// pgx: statements prepared and cached, parameters as the server says; and with
// the types loaded, so that arrays are slices and COPY takes rows.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

const times = 7

type oneCase struct {
	Name   string
	SQL    string
	Params []map[string]any
}

var all struct {
	Cases  []oneCase
	Types  []string
	Copied [][]*string
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func say(mode, name string, rows [][]any, err error) {
	got := map[string]any{"mode": mode, "case": name}
	if err == nil {
		got["rows"] = rows
	} else {
		var pgErr *pgconn.PgError
		got["error"], got["message"] = "pgx", err.Error()
		if errors.As(err, &pgErr) {
			got["error"] = pgErr.Code
		}
	}
	text, err := json.Marshal(got)
	must(err)
	fmt.Println(string(text))
}

func parameter(p map[string]any) any {
	for kind, v := range p {
		if v == nil {
			return nil
		}
		switch kind {
		case "date":
			t, err := time.Parse("2006-01-02", v.(string))
			must(err)
			return t
		case "timestamp":
			t, err := time.Parse("2006-01-02T15:04:05", v.(string))
			must(err)
			return t
		case "int":
			return int(v.(float64))
		case "numeric":
			var n pgtype.Numeric
			must(n.Scan(v.(string)))
			return n
		case "texts":
			var list []string
			for _, e := range v.([]any) {
				list = append(list, e.(string))
			}
			return list
		}
		return v
	}
	return nil
}

func plain(v any) any {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		list := make([]any, 0, len(x))
		for _, e := range x {
			list = append(list, plain(e))
		}
		return list
	case time.Time:
		return x.Format("2006-01-02")
	case pgtype.Numeric:
		text, err := x.Value()
		must(err)
		return text
	}
	return fmt.Sprint(v)
}

func ask(conn *pgx.Conn, sql string, params ...any) ([][]any, error) {
	rows, err := conn.Query(context.Background(), sql, params...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	answer := [][]any{}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		row := []any{}
		for _, v := range values {
			row = append(row, plain(v))
		}
		answer = append(answer, row)
	}
	return answer, rows.Err()
}

func runCases(mode string, conn *pgx.Conn) {
	for _, c := range all.Cases {
		params := []any{}
		for _, p := range c.Params {
			params = append(params, parameter(p))
		}
		var rows [][]any
		var err error
		for i := 0; i < times && err == nil; i++ {
			rows, err = ask(conn, c.SQL, params...)
		}
		say(mode, c.Name, rows, err)
	}
	rows, err := ask(conn, "SELECT sum(generic_plans) > 0 FROM pg_prepared_statements")
	say(mode, "generic plans", rows, err)
}

// rows as text, which every type of the extension reads
func copyText(conn *pgx.Conn) {
	var text strings.Builder
	for _, row := range all.Copied {
		fields := []string{}
		for _, f := range row {
			if f == nil {
				fields = append(fields, `\N`)
			} else {
				fields = append(fields, *f)
			}
		}
		text.WriteString(strings.Join(fields, "\t") + "\n")
	}
	_, err := conn.Exec(context.Background(), "TRUNCATE shipment")
	must(err)
	_, err = conn.PgConn().CopyFrom(context.Background(), strings.NewReader(text.String()), "COPY shipment FROM STDIN")
	must(err)
	rows, err := ask(conn, "SELECT month, partner, product, coalesce(value, 0) FROM shipment ORDER BY month")
	say("pgx", "COPY of rows", rows, err)
}

func copyFrom(mode string, conn *pgx.Conn) {
	_, err := conn.CopyFrom(context.Background(), pgx.Identifier{"shipment"}, []string{"month", "partner", "product"},
		pgx.CopyFromRows([][]any{{"2025-06", "MEX", "870323"}}))
	say(mode, "CopyFrom of rows", [][]any{{"copied"}}, err)
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	must(err)
	must(json.Unmarshal(text, &all))

	conn, err := pgx.Connect(context.Background(), "")
	must(err)
	runCases("pgx", conn)
	copyText(conn)
	copyFrom("pgx", conn)
	must(conn.Close(context.Background()))

	conn, err = pgx.Connect(context.Background(), "")
	must(err)
	for _, name := range all.Types {
		var oid, array uint32
		must(conn.QueryRow(context.Background(), "SELECT oid, typarray FROM pg_type WHERE oid = to_regtype($1)", name).Scan(&oid, &array))
		element := &pgtype.Type{Name: name, OID: oid, Codec: &pgtype.TextFormatOnlyCodec{Codec: pgtype.TextCodec{}}}
		conn.TypeMap().RegisterType(element)
		conn.TypeMap().RegisterType(&pgtype.Type{Name: "_" + name, OID: array, Codec: &pgtype.ArrayCodec{ElementType: element}})
	}
	runCases("pgx registered", conn)
	copyFrom("pgx registered", conn)
	must(conn.Close(context.Background()))
}
