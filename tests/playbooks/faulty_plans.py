"""Every fault of a playbook: its code, a text of ``everything.yaml``, what stands there instead."""

from __future__ import annotations

Edit = tuple[str, str, str]

FORM: list[Edit] = [
    ("duration_invalid", "plus: PT30M}\n        form: f_first", "plus: 5m}\n        form: f_first"),
    ("duration_invalid", "minus: PT6H", "minus: P1M"),
    ("duration_invalid", "every: P2D", "every: PT0S"),
    ("duration_invalid", "every: P2D", "every: P00DT0H"),
    ("duration_too_long", "minus: PT6H", "minus: P367D"),
    ("duration_too_long", "minus: PT6H", "minus: P366DT1S"),
    ("duration_too_long", "minus: PT6H", "minus: P9999999D"),
    ("interval_too_short", "every: P2D", "every: PT59S"),
    ("interval_too_short", "per_level: {III: PT2H}", "per_level: {III: PT1S}"),
    ("out_of_range", "min: 2, note", "min: 100001, note"),
    ("spelling_wrong", "keep: 90d", "keep: 99999999999y"),
    ("duration_invalid", "per_level: {III: PT2H}", "per_level: {III: often}"),
    ("clock_invalid", 'at: "12:00"', 'at: "25:00"'),
    ("value_ambiguous", 'at: "12:00"', "at: 12:00"),
    ("key_ambiguous", "        form: f_meeting", "        on: f_meeting"),
    ("field_unknown", "        ladder: urgent", "        lader: urgent"),
    ("number_expected", "min: 2, note", 'min: "2", note'),
    ("out_of_range", "min: 2, note", "min: 0, note"),
    ("choice_unknown", "        basis: adapted", "        basis: rumour"),
    ("choice_unknown", "{kind: day, day:", "{kind: week, day:"),
    ("choice_unknown", "two_persons: [recover]", "two_persons: [sleep]"),
    ("choice_unknown", "type: member", "type: face"),
    ("choice_unknown", "cover: day", "cover: week"),
    ("choice_unknown", "rota: turn", "rota: chance"),
    ("choice_unknown", "nature: evacuation", "nature: holiday"),
    ("spelling_wrong", "      - id: com.03", "      - id: Com03"),
    ("id_undotted", "      - id: com.03", "      - id: com03"),
    ("curly_quotes", 'revision: "1"', "revision: “1”"),
    ("curly_quotes", "id: everything", "id: “everything”"),
    ("curly_quotes", 'at: "12:00"', "at: “12:00”"),
    ("fullwidth_colon", 'title: {zh: "样样都有"', 'title: {zh："样样都有"'),
    ("fullwidth_colon", "mode: wartime", "mode： wartime"),
    ("fullwidth_comma", 'title: {zh: "样样都有",', 'title: {zh: "样样都有"，'),
    ("tab_indent", "  - id: command", "\t- id: command"),
    ("spelling_wrong", "keep: 90d", "keep: forever"),
    ("too_long", 'zh: "首报"', f'zh: "{"首" * 31}"'),
    ("too_short", 'zh: "首报"', 'zh: ""'),
    ("text_expected", 'zh: "首报"', "zh: 12"),
    ("sign_unseen", 'zh: "首报"', 'zh: "首\\x07报"'),
    ("sign_unseen", 'zh: "首报"', 'zh: "首\\u202E报"'),
    ("title_broken", 'zh: "首报"', 'zh: "首\\n报"'),
    ("title_broken", 'en: "First report"', 'en: "First\\treport"'),
    ("number_too_long", 'revision: "1"', "revision: " + "9" * 6000),
    ("out_of_range", "min: 1, max: 20", "min: 1, max: 9999999999999"),
    ("schema_unknown", "schema: pingzhan.playbook/v1", "schema: [a]"),
    ("schema_unknown", "schema: pingzhan.playbook/v1", "schema: {a: 1}"),
    ("too_deep", 'revision: "1"', "revision: " + "[" * 40 + "]" * 40),
    ("list_expected", "        pre: [com.01]", "        pre: com.01"),
    ("truth_expected", "        authority: true", '        authority: "true"'),
    ("mapping_expected", "        due: {kind: offset, plus: PT30M}", "        due: PT5M"),
    ("schema_unknown", "schema: pingzhan.playbook/v1", "schema: pingzhan.playbook/v9"),
]

PARAMETERS: list[Edit] = [
    (
        "duration_too_long",
        'en: "Time to muster", value: PT15M',
        'en: "Time to muster", value: P367D',
    ),
    ("interval_too_short", 'en: "Report every", value: PT4H', 'en: "Report every", value: PT1S'),
    (
        "out_of_range",
        'en: "Day of the second check", value: 2',
        'en: "Day of the second check", value: 367',
    ),
    ("out_of_range", 'en: "People per shift", value: 2', 'en: "People per shift", value: 1001'),
    ("duration_invalid", 'en: "Report every", value: PT4H', 'en: "Report every", value: "4h"'),
    ("clock_invalid", '"20:00-08:00"]', '"20:00-8:00"]'),
    ("number_expected", 'en: "People per shift", value: 2', 'en: "People per shift", value: two'),
    ("windows_uneven", '"20:00-08:00"]', '"20:00"]'),
    ("windows_gap", '"20:00-08:00"]', '"20:00-07:00"]'),
    ("windows_overlap", '"20:00-08:00"]', '"20:00-09:00"]'),
]
"""Told where the value stands, with the parameter's id."""

NAMES: list[Edit] = [
    ("group_unknown", "  - id: supply\n", "  - id: suply\n"),
    ("name_incomplete", '    zh: "指挥组"\n', ""),
    ("name_incomplete", ', en: "Dispatched"}', "}"),
    ("role_unknown", "    lead: police_officer", "    lead: police_oficer"),
    ("role_unknown", "    deputy: grid_leader", "    deputy: gridleader"),
    ("role_unknown", "{role: community_cadre, min: 2", "{role: cadre, min: 2"),
    ("form_unknown", "        form: f_first_report", "        form: f_second_report"),
    ("form_unknown", 'en: "Request", form: f_asked', 'en: "Request", form: f_askd'),
    ("ladder_unknown", "        ladder: life", "        ladder: death"),
    ("source_unknown", "        src: [L5-20, F10]", "        src: [L5-20, X10]"),
    ("source_unknown", "    src: [N18]", "    src: [X18]"),
    ("mode_unknown", "mode: wartime", "mode: warlike"),
    ("vocabulary_unknown", "vocabulary: community", "vocabulary: village"),
    ("timezone_unknown", "timezone: Asia/Shanghai", "timezone: Asia/Fuzhou"),
    ("id_twice", "      - id: com.03", "      - id: com.02"),
    ("id_twice", "{id: check_failed,", "{id: visit_needed,"),
    ("id_twice", "{id: closure_ordered,", "{id: wind_moved,"),
    ("id_twice", "{id: unmet,", "{id: met,"),
    ("id_twice", "  - id: f_wind", "  - id: f_asked"),
    ("id_twice", "{id: III, zh", "{id: IV, zh"),
    ("level_unknown", "{kind: level, level: III", "{kind: level, level: II"),
    ("level_unknown", "per_level: {III:", "per_level: {II:"),
    ("parameter_unknown", "{parameter: report_every}", "{parameter: report_evry}"),
    ("parameter_unknown", "within: {parameter: muster_within}", "within: {parameter: muster}"),
    (
        "event_unknown",
        "    condition: closure_ordered\n    tasks",
        "    condition: closed\n    tasks",
    ),
    ("event_unknown", "        each: visit_needed", "        each: visit_neded"),
    ("event_unknown", "        condition: closure_ordered", "        condition: closure_orderd"),
    ("event_unknown", "raises: [{event: check_failed", "raises: [{event: check_faild"),
    ("system_unknown", 'en: "Request", form', 'en: "Request", system: true, form'),
    ("forecast_unknown", "forecast: landfall", "forecast: landfal"),
    ("forecast_unknown", "target: landfall", "target: landfal"),
]

MEANING: list[Edit] = [
    ("target_unknown", "to: first_aider", "to: first_adier"),
    ("rungs_unordered", "{after: PT3M,", "{after: PT1M,"),
    ("target_unclear", 'en: "First aider", role: medical_worker', 'en: "First aider"'),
    ("role_unknown", "role: medical_worker}", "role: medical_workr}"),
    (
        "id_twice",
        "  - {id: first_aider,",
        "  - {id: first_aider, zh: 甲, en: A, position: lead}\n  - {id: first_aider,",
    ),
    ("pre_unknown", "        pre: [com.01]", "        pre: [com.66]"),
    ("due_before_pre", "{kind: day, day: {parameter: second_day}", "{kind: offset, plus: PT4M} #"),
    ("cover_without_window", '["08:30"]', '["08:30"], cover: day'),
    ("places_without_window", '["08:30"]}\n', '["08:30"]}\n        places: 2\n'),
    ("rota_without_places", "        places: {parameter: people_per_shift}\n", ""),
    ("form_field_unknown", "given: {outcome: unmet}", "given: {outcom: unmet}"),
    ("choice_not_offered", "given: {outcome: unmet}", "given: {outcome: unmett}"),
    ("forecast_untold", "type: datetime}]\n", "type: text}]\n"),
    (
        "each_elsewhere",
        "        form: f_asked\n        begins: d",
        "        each: check_failed\n        begins: d",
    ),
    ("phase_unknown", "phase: handled", "phase: handeld"),
    ("phase_unknown", "begins: handled", "begins: handeld"),
    ("phase_twice", 'Household to visit"}', 'Household to visit", phases: [handled]}'),
    ("phase_reserved", "phases: [{id", "phases: [start, {id"),
    ("phase_unreachable", "        begins: handled\n", ""),
    ("phase_unreachable", "        begins: dispatched\n", ""),
    ("start_of_what", "phase: handled,", "phase: start,"),
    (
        "begins_elsewhere",
        "        each: visit_needed",
        "        each: visit_needed\n        begins: handled",
    ),
    (
        "event_unused",
        "        due: {kind: event, event: check_failed",
        "        due: {kind: offset",
    ),
    ("personal_unprotected", "    pii: resident", "    pii: none"),
    ("form_unused", "        form: f_meeting\n", ""),
    ("group_from_nowhere", "        pre: [com.01]", "        group_from: handling_group"),
    ("group_field_unknown", "group_from: handling_group", "group_from: summary"),
    ("raise_without_form", "        form: f_asked\n        begins: h", "        begins: h"),
    ("form_field_unknown", "field: outcome", "field: outcom"),
    ("raise_each_rows", "values: [unmet]}", "values: [unmet], each: true}"),
    ("choice_not_offered", "values: [unmet]}", "values: [unmeet]}"),
    ("field_lacks", "type: rows", "type: choice"),
    ("field_lacks", "type: note", "type: choice"),
    ("field_unfit", "type: choice\n", "type: text\n"),
    ("field_unfit", "type: integer", "type: text"),
    ("field_unfit", "        type: rows\n", ""),
    ("bounds_crossed", "min: 1, max: 20", "min: 21, max: 20"),
    (
        "rows_in_rows",
        'en: "Who", type: member',
        'en: "Who", type: rows, fields: [{id: a, zh: "甲", en: "A"}]',
    ),
    (
        "decisions_twice",
        "      - id: decisions",
        "      - {id: b, zh: 乙, en: B, type: rows, decisions: true,\n"
        "         fields: [{id: a, zh: 甲, en: A}]}\n"
        "      - id: decisions",
    ),
]

GUARDS: list[Edit] = [
    (
        "lock_on_rescue",
        "        nature: evacuation",
        "        nature: evacuation\n        authority: true",
    ),
    ("lock_on_rescue", "        nature: control", "        nature: rescue"),
    ("lock_on_rescue", "        nature: control", "        nature: medical_exit"),
    ("lock_on_rescue", "        nature: control", "        nature: release"),
    *(
        ("lock_by_words", 'zh: "管控范围核对"', f'zh: "{said}"')
        for said in ("急救送医", "放行急症", "開門救人", "看病就醫", "让病人出去", "救·援")
    ),
    *(
        ("lock_by_words", 'en: "Check the scope of the closure"', f'en: "{said}"')
        for said in ("Let the sick out", "Open doors to save people")
    ),
    ("lock_by_words", 'en: "Check the scope of the closure"', 'en: "Rescue and evacuate"'),
    (
        "lock_by_words",
        'zh: "管控范围核对"',
        'zh: "立即拨打120"',
    ),
    (
        "lock_by_words",
        'zh: "管控范围核对"',
        'zh: "呼叫救护车"',
    ),
    (
        "lock_by_words",
        'zh: "管控范围核对"',
        'zh: "拨打 119"',
    ),
    (
        "lock_by_words",
        'zh: "管控范围核对"',
        'zh: "打“110”报警"',
    ),
    (
        "lock_by_words",
        'zh: "管控范围核对"',
        'zh: "中暑人员处置"',
    ),
    (
        "lock_by_words",
        'zh: "管控范围核对"',
        'zh: "通知急诊"',
    ),
    (
        "lock_by_words",
        'zh: "管控范围核对"',
        'zh: "抢救伤员"',
    ),
    (
        "lock_by_words",
        'zh: "管控范围核对"',
        'zh: "１２０急救"',
    ),
    (
        "lock_by_words",
        'en: "Check the scope of the closure"',
        'en: "Call 120 at once"',
    ),
    (
        "lock_by_words",
        'en: "Check the scope of the closure"',
        'en: "Send for an ambulance"',
    ),
    (
        "lock_by_words",
        'en: "Check the scope of the closure"',
        'en: "Make an emergency call"',
    ),
    (
        "lock_by_words",
        'en: "Check the scope of the closure"',
        'en: "Take them to hospital"',
    ),
    (
        "condition_on_rescue",
        "        nature: evacuation",
        "        nature: evacuation\n        condition: wind_moved",
    ),
    (
        "condition_over_rescue",
        '    mission: {zh: "值守"',
        '    condition: wind_moved\n    mission: {zh: "值守"',
    ),
    ("control_unlocked", "        authority: true\n", ""),
    ("condition_over_rescue", 'zh: "办理诉求"', 'zh: "送医陪护"'),
    ("guard_broken", 'zh: "门岗"', 'zh: "封堵消防通道"'),
    ("guard_broken", 'zh: "门岗"', 'zh: "保障出入，单元门一律上锁"'),
    ("guard_broken", 'en: "Man the gate"', 'en: "Weld the unit doors shut"'),
    ("guard_broken", 'zh: "走访"', 'zh: "强制志愿者上岗"'),
    ("guard_broken", 'en: "Visit"', 'en: "Compel volunteers to serve"'),
    ("guard_broken", 'zh: "定时报告"', 'zh: "发布网格员排行榜"'),
    ("guard_broken", 'zh: "定时报告"', 'zh: "晒積分榜"'),
    ("guard_broken", 'en: "Situation report"', 'en: "Scoreboard"'),
    ("guard_broken", 'en: "Situation report"', 'en: "Publish a ranking of stewards"'),
    ("guard_broken", 'zh: "统一指挥"', 'zh: "统一指挥、每周排名"'),
    ("guard_broken", 'zh: "诉求登记"', 'zh: "志愿者排行榜"'),
    *(
        ("field_refused", 'zh: "内容"', f'zh: "{asked}"')
        for asked in (
            "身份证号",
            "身 份 证 号",
            "身份證號碼",
            "公民身份号码",
            "证-件-号-码",
            "阴阳性",
            "是否阳性",
            "14天去过哪里",
            "去过的地方",
            "经纬度",
            "ＧＰＳ",
            "活动轨迹",
            "是否密接",
        )
    ),
    ("field_refused", 'en: "Summary"', 'en: "ID card"'),
    ("field_refused", 'en: "Summary"', 'en: "GPS"'),
    ("field_refused", 'en: "Summary"', 'en: "Test results"'),
    ("field_refused", "{id: people,", "{id: health_code,"),
    ("field_refused", 'zh: "事项", en: "What"', 'zh: "行踪轨迹", en: "What"'),
    ("field_refused", 'zh: "未解决"', 'zh: "已确诊"'),
    ("field_refused", 'en: "Not met"', 'en: "Diagnosed"'),
]

TOLD_THERE = [*FORM, *NAMES, *MEANING, *GUARDS]
ALL = [*TOLD_THERE, *PARAMETERS]

#: told where the event or the form stands that nothing leads to
ELSEWHERE = frozenset(
    {
        "parameter_unused",
        "personal_unprotected",
        "phase_unreachable",
        "event_unused",
        "form_unused",
        "forecast_untold",
    }
)
