-- Growth and the change of the balance by plain SQL: the row of the same month of the
-- year before, wherever it stands, and nothing where there is none.
select n.partner, n.month, n.imports_yoy, n.balance_change
from {{ ref('balance_by_month') }} as n
left join {{ ref('balance_by_month') }} as b on b.partner = n.partner and b.month = n.month - interval '1 year'
where n.imports_yoy is distinct from round((100 * (n.imports::numeric / nullif(b.imports::numeric, 0) - 1)), 2)
    or abs(n.balance_change - (n.balance - b.balance)) > 1e-6
    or (n.balance_change is null) <> (n.balance is null or b.balance is null)
