-- What is the deadline of each open case below $unit at the cut-off of $period, and what is it made of? Grain: case.
-- Denunciations come without code. Days of the law, extension and suspension in calendar days; `due_on` null where there
-- is no deadline: not accepted, or a kind without days.
select r.register, r.unit, r.kind, if(r.kind = 'TC', null, r.code) as code, r.status, r.is_complex, r.received_on, r.accepted_on,
       r.due_days, r.extension_days, r.suspension_days, r.due_on, r.due_basis, r.accept_by, r.accept_basis, r.cut_off,
       r.is_under_competence
from register r join below b on b.asked = r.asked and b.code = r.unit
where r.asked = $period and r.span = 'quarter' and r.is_closing
order by r.due_on nulls last, r.accept_by nulls last, r.code
