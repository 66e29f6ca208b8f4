-- Which rows of complaint sheets are behind the counts of $register over the year to date, below $unit? Grain: unit, source,
-- code_key. Every `is_…` is one count of the register. Kinds that are not $listed come without code, row, file or day.
select r.unit, b.shown_as as unit_name, r.source, if(r.source = b.code, b.shown_as, s.name) as source_name, r.kind, r.submission,
       if(list_contains($listed, r.kind), r.code, null) as code,
       if(list_contains($listed, r.kind), r.row_number, null) as row_number,
       if(list_contains($listed, r.kind), c.file_name, null) as file_name,
       c.period, c.version, c.received_at, c.received_by, f.places,
       r.is_at_hand, r.is_opening, r.is_received, r.is_under_competence, r.is_resolved, r.is_resolved_with_deadline,
       r.is_resolved_on_time, r.is_closed_otherwise, r.is_closing, r.is_open_overdue, r.is_due_soon, r.is_acceptance_overdue
from register r
join below b on b.asked = r.asked and b.code = r.unit
join unit_at s on s.asked = r.asked and s.code = r.source
join current_return c on c.id = r.submission
join submission f on f.id = r.submission
where r.asked = $period and r.span = 'year' and r.register = $register
order by b.place, c.period, r.row_number, r.received_on, r.code_key
