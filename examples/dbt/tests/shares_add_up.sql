-- Shares of a month add up to 1, and nobody's place is left out.
select month, sum(share) as shares, count(*) as partners
from {{ ref('balance_by_month') }} where imports is not null
group by month
having abs(sum(share) - 1) > 1e-9 or min(rank) <> 1 or max(rank) > count(*) or count(rank) <> count(*)
