-- Which matters below $unit were open at the end of $period, or done since the year began? Grain: unit, matter_kind,
-- content_key, due_on, first those that are due. `days_left`: from the cut-off, or from the day it was done, to the deadline.
select s.unit, b.name, s.source, s.period, s.matter_kind, k.label as kind_label, k.pending, s.content, s.due_on,
       s.completed_on, s.note, s.state, s.is_done, s.days_left
from follow_up_state s
join below b on b.asked = s.asked and b.code = s.unit
join moment m on true
left join follow_up_kinds k on k.catalogue = m.catalogue and k.code = s.matter_kind
where s.asked = $period and (not s.is_done or s.completed_on >= s.year_starts_on)
order by s.is_done, s.due_on, k.place, b.place, s.content
