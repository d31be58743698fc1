{% test together_unique(model, columns, where_so='true') %}
select {{ columns | join(', ') }}, count(*) as rows
from {{ model }} where {{ where_so }}
group by {{ columns | join(', ') }} having count(*) > 1
{% endtest %}
