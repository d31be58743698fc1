{% test nothing_but_null(model, column) %}
select {{ column }}, count(*) as lines from {{ model }} where {{ column }} is not null group by 1
{% endtest %}
