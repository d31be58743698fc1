-- What a page or a BI tool reads: a row a partner and month, from its first to its
-- last, empty where nothing was published. All growth and all ranks are reckoned
-- here, over all months and partners, so that a filter of the reader comes after them.
with pairs as (
    select partner, imports.months as m, exports.months as x
    from {{ ref('trade_series') }} as imports
    left join (select partner, months from {{ ref('trade_series') }} where flow = 'X') as exports using (partner)
    where imports.flow = 'M'
),

monthly as (
    select
        partner, month,
        value_at(x, month) as exports,
        value_at(m, month) as imports,
        value_at(x - m, month) as balance,
        value_at(x - m, month - 12) as balance_year_ago,
        value_at(yoy(m), month) as imports_yoy
    from pairs, generate_series(first_period(m), last_period(m)) as month
),

ranked as (
    select month, ranking(partner, imports) as of_imports
    from monthly group by month
)

select
    monthly.month::date as month, monthly.partner::text as partner, partner_name(monthly.partner) as name,
    exports, imports, balance, round(imports_yoy, 2) as imports_yoy,
    balance - balance_year_ago as balance_change,
    balance_direction(balance, balance_year_ago)::text as direction,
    rank_of(now.of_imports, monthly.partner) as rank,
    rank_of(before.of_imports, monthly.partner) - rank_of(now.of_imports, monthly.partner) as places_won,
    share_of(now.of_imports, monthly.partner) as share
from monthly
join ranked as now on now.month = monthly.month
left join ranked as before on before.month = monthly.month - 12
