-- A row a line of the files: what it says as values, or why it says none. Nothing
-- is dropped here, so that whoever reads the mart can be told what is not in it.
with tried as (
    select
        line, load, partner as given,
        coalesce(try_partner(partner), try_resolve_partner(partner)) as partner,
        try_period(month) as month,
        case lower(flow) when 'x' then 'X' when 'exports' then 'X' when 'm' then 'M' when 'imports' then 'M' end as flow,
        case when value ~ '^ *-?[0-9]+([.][0-9]+)? *$' then value::numeric end as value,
        value as given_value
    from {{ source('raw', 'customs_file') }}
)

select
    line, load, partner, month, flow, value,
    case
        when partner is null then 'no partner: ' || coalesce(given, '(empty)')
        when partner_is_aggregate(partner) then 'a total beside its parts: ' || given
        when month is null or freq(month) <> 'M' then 'no month'
        when flow is null then 'no flow'
        when value is null then 'no value: ' || coalesce(given_value, '(empty)')
    end as refused
from tried
