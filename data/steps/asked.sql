-- The periods asked about ($periods, codes), each with its cut-off: its last day, or the moment's date if that is earlier.
-- Grain: asked (the period's code).
select p.code as asked, p.* exclude (catalogue, place, code), least(p.ends_on, m.today) as cut_off
from periods p join moment m on p.catalogue = m.catalogue
where list_contains($periods, p.code)
