-- How long did cases below $unit take that were accepted in the period or the three quarters before? Grain: case.
-- `days` from acceptance to resolution (is_resolved), to another closing, or to the cut-off. Under competence only.
select s.kind, if(u.kind = 'group', 'feedback', 'complaints') as register,
       if(s.is_closed and s.closed_on <= a.cut_off, s.closed_on, a.cut_off) - s.accepted_on as days,
       s.is_closed and s.closed_on <= a.cut_off and s.status = 'resolved' as is_resolved
from case_state s
join asked a on a.asked = s.asked and a.asked = $period
join below b on b.asked = s.asked and b.code = s.unit
join unit_at u on u.asked = s.asked and u.code = s.source
join moment m on true
where s.is_under_competence and s.accepted_on <= a.cut_off and s.accepted_on >= (
    select min(starts_on) from (
        select q.starts_on from periods q
        where q.catalogue = m.catalogue and q.ends_on <= a.ends_on order by q.ends_on desc limit 4))
