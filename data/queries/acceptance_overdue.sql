-- Which complaints and petitions below $unit have passed the last day for acceptance by the cut-off of $period? Grain: case.
-- `accept_by`: that day; `basis`: the row of the law it comes from. Denunciations are never listed.
select r.register, r.unit, r.code, r.kind, r.received_on, r.accept_by, r.accept_basis as basis, r.cut_off - r.accept_by as days_over
from register r join below b on b.asked = r.asked and b.code = r.unit
where r.asked = $period and r.span = 'year' and r.is_acceptance_overdue and r.kind <> 'TC'
order by r.accept_by, r.code
