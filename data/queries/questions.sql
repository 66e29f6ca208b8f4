-- Which questions concern $unit, or a unit below it, in $period: those about its figures, those answered in it, and those
-- from before that were still open at the moment? Grain: question. None that was taken back.
-- `label`: of the measure (numbered `ms`) or of the indicator; null where the catalogue no longer has it.
select q.id, q.unit, b.name, b.kind, q.period, q.period_label, q.indicator, q.measure, s.ms, coalesce(s.label, i.label) as label,
       q.text, q.asked_at, q.state, q.answer, q.answered_in, q.answered_at, q.submission, q.row_number
from question_state q
join below b on b.asked = $period and b.code = q.unit
join asked a on a.asked = $period
join moment m on true
left join measures s on s.catalogue = m.catalogue and s.key = q.measure
left join (select catalogue, code, arg_max(label, valid_from) as label from indicators group by all) i
    on i.catalogue = m.catalogue and i.code = q.indicator
where q.state <> 'taken_back'
  and (q.period = $period or q.answered_in = $period or (q.state = 'open' and q.figure_ends_on <= a.ends_on))
order by q.figure_ends_on desc, b.place, q.asked_at
