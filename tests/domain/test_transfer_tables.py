"""The machines against tables written by hand: every state, every event, every box."""

import pytest

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.transfer_machine import advance, moves
from tcxd_desktop.domain.transfer_tables import MACHINES
from tcxd_desktop.domain.transfers import (
    ANNOTATIONS,
    TERMINAL,
    Direction,
    State,
    StepEvent,
    TransferKind,
)
from tests.domain.transfer_samples import ENDS, TODAY, case_of, full, standing_at, way

K, D, E, S = TransferKind, Direction, StepEvent, State

# Route of the samples: 1, 3, 4 out; 7, 8, 10 in; T7 1, 3, 4 and 7; T8 1, 2 · 3, 4 · 5, 6 · 7, 8;
# of labour abroad 4 may be written or not. Each line: state [signed boxes] step>state …
OFFICIAL_OUT = """
yeu_cau []: o1>o1 tam_hoan>bi_hoan huy_ca>huy
bi_hoan []: het_hoan>yeu_cau huy_ca>huy
o1 [1]: o3>o3 huy_giay>yeu_cau huy_ca>huy
o3 [1 3]: o4>o4 huy_giay>yeu_cau huy_ca>huy
o4 [1 3 4]: giao_ho_so>dang_chuyen phieu_bao>o4 huy_giay>yeu_cau huy_ca>huy
dang_chuyen [1 3 4]: phieu_bao>dang_chuyen xac_nhan_den>hoan_tat chuyen_tiep>chuyen_tiep mat>mat_giay dung>dung_tiep_nhan de_nghi_xoa>de_nghi_xoa_ten huy_ca>huy
chuyen_tiep [1 3 4]: xac_nhan_den>hoan_tat
mat_giay [1 3 4]: lam_lai>yeu_cau huy_ca>huy
dung_tiep_nhan [1 3 4]: het_dung>dang_chuyen huy_ca>huy
de_nghi_xoa_ten [1 3 4]: co_ly_do>dang_chuyen xac_nhan_den>hoan_tat xoa_ten>xoa_ten
hoan_tat [1 3 4]:
xoa_ten [1 3 4]:
huy [1]:
"""
OFFICIAL_IN = """
moi []: phieu_bao>co_phieu_bao trinh_giay>da_trinh_giay huy_ca>huy
co_phieu_bao []: trinh_giay>da_trinh_giay de_nghi_xoa>de_nghi_xoa_ten huy_ca>huy
da_trinh_giay []: o7>o7 phieu_bao>da_trinh_giay dung>dung_tiep_nhan chuyen_tiep>chuyen_tiep huy_ca>huy
da_trinh_giay [7]: o8>o8 phieu_bao>da_trinh_giay dung>dung_tiep_nhan chuyen_tiep>chuyen_tiep huy_ca>huy
o7 [7]: o8>o8 phieu_bao>o7 dung>dung_tiep_nhan
o8 [7 8]: o10>o10 phieu_bao>o8 dung>dung_tiep_nhan
o10 [7 8 10]: luu_giay>hoan_tat
dung_tiep_nhan [7]: het_dung>da_trinh_giay huy_ca>huy
chuyen_tiep []: xac_nhan_den>hoan_tat
de_nghi_xoa_ten []: trinh_giay>da_trinh_giay co_ly_do>co_phieu_bao xoa_ten>xoa_ten
hoan_tat [7 8 10]:
xoa_ten []:
huy []:
"""
ONWARD_IN = """
moi []: phieu_bao>co_phieu_bao trinh_giay>da_trinh_giay huy_ca>huy
co_phieu_bao []: trinh_giay>da_trinh_giay de_nghi_xoa>de_nghi_xoa_ten huy_ca>huy
da_trinh_giay []: phieu_bao>da_trinh_giay dung>dung_tiep_nhan chuyen_tiep>chuyen_tiep huy_ca>huy
dung_tiep_nhan []: het_dung>da_trinh_giay huy_ca>huy
chuyen_tiep []: xac_nhan_den>hoan_tat
de_nghi_xoa_ten []: trinh_giay>da_trinh_giay co_ly_do>co_phieu_bao xoa_ten>xoa_ten
hoan_tat []:
"""
INSIDE = """
yeu_cau []: o1>o1 tam_hoan>bi_hoan huy_ca>huy
bi_hoan []: het_hoan>yeu_cau huy_ca>huy
o1 [1]: o3>o3 huy_giay>yeu_cau huy_ca>huy
o3 [1 3]: o4>o4 huy_giay>yeu_cau huy_ca>huy
o4 [1 3 4]: o7>o7 mat>mat_giay huy_ca>huy
mat_giay [1 3 4]: lam_lai>yeu_cau huy_ca>huy
o7 [1 3 4 7]: luu_giay>hoan_tat
hoan_tat [1 3 4 7]:
huy [1]:
"""
TEMPORARY_OUT = """
yeu_cau []: o1>o1 tam_hoan>bi_hoan huy_ca>huy
bi_hoan []: het_hoan>yeu_cau huy_ca>huy
o1 [1]: o2>o2 huy_giay>yeu_cau huy_ca>huy
o2 [1 2]: giao_ho_so>dang_chuyen huy_giay>yeu_cau huy_ca>huy
dang_chuyen [1 2]: o3>dang_chuyen bat_dau>dang_tam_thoi mat>mat_giay huy_ca>huy
mat_giay [1 2]: lam_lai>yeu_cau huy_ca>huy
dang_tam_thoi [1 2]: o3>dang_tam_thoi o5>dang_tam_thoi gia_han>gia_han tro_ve>ve_noi_di
dang_tam_thoi [1 2 3 4]: o5>dang_tam_thoi gia_han>gia_han tro_ve>ve_noi_di
gia_han [1 2 3]: o4>gia_han o5>gia_han gia_han>gia_han tro_ve>ve_noi_di
ve_noi_di [1 2 3 4]: o5>ve_noi_di o7>o7
ve_noi_di [1 2 3 4 5]: o6>ve_noi_di o7>o7
o7 [1 2 3 4 5 6 7]: o8>o8
o8 [1 2 3 4 5 6 7 8]: luu_giay>hoan_tat
hoan_tat [1 2 7 8]:
huy [1]:
"""
TEMPORARY_IN = """
moi []: trinh_giay>da_trinh_giay huy_ca>huy
da_trinh_giay []: o3>o3 dung>dung_tiep_nhan huy_ca>huy
o3 [3]: o4>o4 dung>dung_tiep_nhan huy_ca>huy
o4 [3 4]: bat_dau>dang_tam_thoi huy_ca>huy
dung_tiep_nhan [3]: het_dung>da_trinh_giay huy_ca>huy
dang_tam_thoi [3 4]: o5>o5 gia_han>gia_han
gia_han [3 4]: o5>o5 gia_han>gia_han
o5 [3 4 5]: o6>o6
o6 [3 4 5 6]: giao_ho_so>hoan_tat
hoan_tat [3 4 5 6]:
huy []:
"""
ABROAD = """
yeu_cau []: o1>o1 tam_hoan>bi_hoan huy_ca>huy
bi_hoan []: het_hoan>yeu_cau huy_ca>huy
o1 [1]: o3>o3 huy_giay>yeu_cau huy_ca>huy
o3 [1 3]: o4>o4 huy_giay>yeu_cau huy_ca>huy
o4 [1 3 4]: giao_ho_so>dang_chuyen phieu_bao>o4 huy_giay>yeu_cau huy_ca>huy
dang_chuyen [1 3 4]: phieu_bao>dang_chuyen bng_nhan>hai_o_1 khong_di>khong_di_nua mat>mat_giay huy_ca>huy
mat_giay [1 3 4]: lam_lai>yeu_cau huy_ca>huy
hai_o_1 [1 3 4]: nop_phieu>o_nuoc_ngoai khong_di>khong_di_nua
khong_di_nua [1 3 4]: nhan_lai>hoan_tat
o_nuoc_ngoai [1 3 4]: ve_nuoc>ve_noi_di
ve_noi_di [1 3 4]: bng_gioi_thieu>hai_o_2 xac_nhan_den>hoan_tat
hai_o_2 [1 3 4]: o7>o7 xac_nhan_den>hoan_tat
o7 [1 3 4 7]: o8>o8
o8 [1 3 4 7 8]: o10>o10
o10 [1 3 4 7 8 10]: luu_giay>hoan_tat
hoan_tat [1 3 4]:
huy [1]:
"""
LABOUR = """
yeu_cau []: o1>o1 tam_hoan>bi_hoan huy_ca>huy
bi_hoan []: het_hoan>yeu_cau huy_ca>huy
o1 [1]: o3>o3 huy_giay>yeu_cau huy_ca>huy
o3 [1 3]: o4>o4 cap_phieu>phieu_cong_tac huy_giay>yeu_cau huy_ca>huy
o4 [1 3 4]: cap_phieu>phieu_cong_tac huy_giay>yeu_cau huy_ca>huy
phieu_cong_tac [1 3]: nop_phieu>o_nuoc_ngoai huy_ca>huy
o_nuoc_ngoai [1 3]: ve_nuoc>ve_noi_di
ve_noi_di [1 3]: o7>o7 nhan_lai>hoan_tat
o7 [1 3 7]: o8>o8
o8 [1 3 7 8]: o10>o10
o10 [1 3 7 8 10]: luu_giay>hoan_tat
hoan_tat [1 3]:
huy [1]:
"""
TEMPORARY_ABROAD = """
yeu_cau []: cap_phieu>phieu_cong_tac huy_ca>huy
phieu_cong_tac []: nop_phieu>o_nuoc_ngoai khong_di>huy
o_nuoc_ngoai []: gia_han>o_nuoc_ngoai ve_nuoc>ve_noi_di
ve_noi_di []: nhan_lai>hoan_tat
hoan_tat []:
huy []:
"""
LINK_OUT = """
yeu_cau []: gioi_thieu>dang_lien_he huy_ca>huy
dang_lien_he []: thoi_lien_he>hoan_tat
hoan_tat []:
huy []:
"""
LINK_IN = LINK_OUT.replace("yeu_cau", "moi")
TABLES = {
    (K.OFFICIAL, D.OUT): OFFICIAL_OUT,
    (K.DISSOLVED, D.OUT): OFFICIAL_OUT,
    (K.OFFICIAL, D.IN): OFFICIAL_IN,
    (K.DISSOLVED, D.IN): OFFICIAL_IN,
    (K.FROM_ABROAD, D.IN): OFFICIAL_IN,
    (K.ONWARD, D.IN): ONWARD_IN,
    (K.INSIDE, D.INSIDE): INSIDE,
    (K.TEMPORARY, D.OUT): TEMPORARY_OUT,
    (K.TEMPORARY, D.IN): TEMPORARY_IN,
    (K.ABROAD, D.OUT): ABROAD,
    (K.LABOUR, D.OUT): LABOUR,
    (K.TEMPORARY_ABROAD, D.OUT): TEMPORARY_ABROAD,
    (K.LINK, D.OUT): LINK_OUT,
    (K.LINK, D.IN): LINK_IN,
}


def rows() -> list[tuple[TransferKind, Direction, State, tuple[int, ...], dict[str, State]]]:
    found = []
    for (kind, direction), table in TABLES.items():
        for line in table.strip().splitlines():
            head, _, tail = line.partition(":")
            state, _, boxes = head.partition(" [")
            signed = tuple(int(number) for number in boxes.rstrip("]").split())
            told = (word.split(">") for word in tail.split())
            found.append((kind, direction, State(state), signed, {k: State(v) for k, v in told}))
    return found


ROWS = rows()
IDS = [f"{kind}-{way}-{state}-{boxes}" for kind, way, state, boxes, _ in ROWS]


def name_of(event: StepEvent, box: int) -> str:
    return f"o{box}" if event is E.SIGN else event.value


def test_every_machine_has_its_table() -> None:
    assert set(TABLES) == set(MACHINES) == set(ENDS)
    assert {kind for kind, _ in MACHINES} == set(TransferKind)


def test_the_tables_reach_every_state_a_machine_knows() -> None:
    for key, machine in MACHINES.items():
        told = {state for kind, way, state, _, _ in ROWS if (kind, way) == key}
        reached = {one.target for one in machine.transitions if one.target} | {machine.initial}
        assert reached <= told | TERMINAL, key


@pytest.mark.parametrize(("kind", "direction", "state", "boxes", "legal"), ROWS, ids=IDS)
def test_each_step_is_legal_or_refused(
    kind: TransferKind,
    direction: Direction,
    state: State,
    boxes: tuple[int, ...],
    legal: dict[str, State],
) -> None:
    case = standing_at(case_of(kind, direction), state, boxes)
    route = way(case)
    for event in set(StepEvent) - ANNOTATIONS - {E.BACK}:
        for box in range(11) if event is E.SIGN else (0,):
            step = full(event, "2026-11-24", box)
            wanted = legal.get(name_of(event, box))
            if wanted is None:
                with pytest.raises(Problem):
                    advance(case, step, route, TODAY)
                continue
            made = advance(case, step, route, TODAY)
            assert made.state is wanted
            assert made.steps[-1].state is wanted
            assert made.steps[: len(case.steps)] == case.steps or event in {E.SPOIL, E.REBUILD}


@pytest.mark.parametrize(("kind", "direction", "state", "boxes", "legal"), ROWS, ids=IDS)
def test_moves_offer_exactly_what_is_legal(
    kind: TransferKind,
    direction: Direction,
    state: State,
    boxes: tuple[int, ...],
    legal: dict[str, State],
) -> None:
    case = standing_at(case_of(kind, direction), state, boxes)
    offered = moves(case, way(case))
    steps = {
        name_of(move.event, move.box): move.target
        for move in offered
        if move.event not in ANNOTATIONS and move.event is not E.BACK
    }
    assert steps == legal
    assert len(offered) == len(legal) + 3
    assert {move.event for move in offered} >= {E.BACK, E.CONTACT, E.REMARK}
    assert E.OVERRIDE not in {move.event for move in offered}


@pytest.mark.parametrize("event", sorted(ANNOTATIONS))
@pytest.mark.parametrize(("kind", "direction", "state", "boxes", "legal"), ROWS[::4])
def test_remarks_change_nothing_wherever_a_case_stands(
    event: StepEvent,
    kind: TransferKind,
    direction: Direction,
    state: State,
    boxes: tuple[int, ...],
    legal: dict[str, State],
) -> None:
    case = standing_at(case_of(kind, direction), state, boxes)
    made = advance(case, full(event, "2026-09-01"), way(case), TODAY)
    assert made.state is state
    assert made.signed() == case.signed()
    assert made.serial == case.serial
