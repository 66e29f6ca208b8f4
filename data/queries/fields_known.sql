-- Which fields, cohorts, topics and kinds of complaint does the catalogue name? Grain: list, code, in the catalogue's order.
select 'field' as list, code, label, null as topic, place from fields join moment using (catalogue)
union all
select 'cohort', code, label, topic, place from cohorts join moment using (catalogue)
union all
select 'topic', code, label, null, place from topics join moment using (catalogue)
union all
select 'kind', kind, any_value(label), null, min(place) from deadlines join moment using (catalogue) group by kind
order by list, place
