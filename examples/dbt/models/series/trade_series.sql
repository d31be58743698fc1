{{ config(unique_key=['partner', 'flow'], incremental_strategy='delete+insert') }}
-- A row a partner and flow, its months as one value. A run makes those anew of
-- which a later load has lines, whole and not by their last months, so that what a
-- file corrects far back is corrected here; the others stay as they are.
with good as (
    select * from {{ ref('stg_trade') }} where refused is null
),

touched as (
    select distinct partner, flow from good
    {% if is_incremental() %}
    where load > (select coalesce(max(load), 0) from {{ this }})
    {% endif %}
),

-- of a month the latest load stands
latest as (
    select distinct on (partner, flow, month) partner, flow, month, value
    from good join touched using (partner, flow)
    order by partner, flow, month, load desc
)

select
    partner, flow, series(month, value) as months,
    (select max(load) from good) as load,
    clock_timestamp() as built_at
from latest
group by partner, flow
