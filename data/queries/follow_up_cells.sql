-- In which row of which file does each matter below $unit stand, that was open at the end of $period or done since the year
-- began? Grain: unit, matter_kind, content_key, due_on. `places`: JSON, where its sheet keeps its columns.
select s.unit, b.name, s.matter_kind, s.content, s.due_on, s.row_number, c.period, c.file_name, c.version, c.received_at,
       f.places
from follow_up_state s
join below b on b.asked = s.asked and b.code = s.unit
join current_return c on c.id = s.submission
join submission f on f.id = s.submission
where s.asked = $period and (not s.is_done or s.completed_on >= s.year_starts_on)
order by s.is_done, s.due_on, b.place, s.content
