-- Every line of the files is a row of the staging model, and every partner, flow
-- and month that it accepts is a value of a series, and no other.
select 'lines' as what, count(*) as n from {{ source('raw', 'customs_file') }}
having count(*) <> (select count(*) from {{ ref('stg_trade') }})
union all
select 'months', count(*) from (
    (select distinct partner, flow, month from {{ ref('stg_trade') }} where refused is null)
    except
    (select partner, flow, period from {{ ref('trade_series') }}, unnest(months) as v where v.value is not null)
) as missing
having count(*) > 0
union all
select 'others', count(*) from (
    (select partner, flow, period from {{ ref('trade_series') }}, unnest(months) as v where v.value is not null)
    except
    (select distinct partner, flow, month from {{ ref('stg_trade') }} where refused is null)
) as more
having count(*) > 0
