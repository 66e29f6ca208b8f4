-- Every case below $unit at hand in the year to date, for ageing, fields and lists. Grain: unit, source, code_key.
-- `days` since receipt, to the closing day or the cut-off; `is_listed`: open, or closed in the quarter.
select r.unit, r.register, r.code, r.kind, r.field, f.label as field_label, r.received_on, r.accepted_on, r.due_on, r.due_basis,
       r.accept_by, r.status, if(r.is_closing, null, r.closed_on) as closed_on, r.is_received, r.is_resolved, r.is_closing,
       r.is_open_overdue, r.is_due_soon, r.is_acceptance_overdue,
       if(r.is_closing, r.cut_off, r.closed_on) - r.received_on as days,
       r.is_closing or r.closed_on >= a.starts_on as is_listed
from register r
join below b on b.asked = r.asked and b.code = r.unit
join asked a on a.asked = r.asked
join moment m on true
left join fields f on f.catalogue = m.catalogue and f.code = r.field
where r.asked = $period and r.span = 'year'
order by r.received_on, r.code, r.unit, r.source
