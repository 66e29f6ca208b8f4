-- How long did cases received in the year to date of $period below $unit wait for acceptance? Grain: case under competence, of a
-- kind with a last day for acceptance, that has been accepted or still waits. Denunciations come without code. `working_days`: after the day of receipt, up to the
-- acceptance or the cut-off (Saturdays, Sundays, public holidays left out); null before the known working days.
-- `is_late`: after the last day that the law gives for acceptance.
with office as (
    select w.day, w.number from working_day w join moment m on w.catalogue = m.catalogue
), waited as (
    select r.*, coalesce(r.accepted_on, r.cut_off) as until_on
    from register r join below b on b.asked = r.asked and b.code = r.unit
    where r.asked = $period and r.span = 'year' and r.is_received and r.is_under_competence
    and r.accept_by is not null
    and (r.accepted_on is not null or r.is_closing)
)
select w.register, w.unit, w.kind, if(w.kind = 'TC', null, w.code) as code, w.received_on, w.accepted_on, w.accept_by,
       w.accept_basis as basis, coalesce(w.until_on > w.accept_by, false) as is_late,
       last.number - first.number as working_days
from waited w
asof left join office first on w.received_on >= first.day
asof left join office last on w.until_on >= last.day
order by w.received_on, w.code
