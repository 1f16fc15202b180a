// Made from the OpenAPI document by scripts/types.mjs; do not change it by hand.

export interface paths {
    "/api/v1/accesses": {
        parameters: {
        };
        get: operations["accesses_api_v1_accesses_get"];
    };
    "/api/v1/accounts": {
        parameters: {
        };
        get: operations["accounts_api_v1_accounts_get"];
        post: operations["create_api_v1_accounts_post"];
    };
    "/api/v1/accounts/{id}": {
        parameters: {
        };
        delete: operations["erase_api_v1_accounts__id__delete"];
        patch: operations["change_api_v1_accounts__id__patch"];
    };
    "/api/v1/accounts/{id}/invite": {
        parameters: {
        };
        post: operations["invite_api_v1_accounts__id__invite_post"];
    };
    "/api/v1/accounts/{id}/sign-out": {
        parameters: {
        };
        post: operations["sign_out_api_v1_accounts__id__sign_out_post"];
    };
    "/api/v1/accounts/{id}/unlock": {
        parameters: {
        };
        post: operations["unlock_api_v1_accounts__id__unlock_post"];
    };
    "/api/v1/activations/{id}/decline": {
        parameters: {
        };
        post: operations["decline_api_v1_activations__id__decline_post"];
    };
    "/api/v1/activations/{id}/links": {
        parameters: {
        };
        get: operations["links_api_v1_activations__id__links_get"];
        post: operations["create_api_v1_activations__id__links_post"];
    };
    "/api/v1/activations/{id}/muster": {
        parameters: {
        };
        post: operations["muster_api_v1_activations__id__muster_post"];
    };
    "/api/v1/activations/{id}/muster/withdraw": {
        parameters: {
        };
        post: operations["withdraw_muster_api_v1_activations__id__muster_withdraw_post"];
    };
    "/api/v1/activations/{id}/rejoin": {
        parameters: {
        };
        post: operations["rejoin_api_v1_activations__id__rejoin_post"];
    };
    "/api/v1/activations/{id}/told": {
        parameters: {
        };
        post: operations["told_api_v1_activations__id__told_post"];
    };
    "/api/v1/activations/{id}/told/withdraw": {
        parameters: {
        };
        post: operations["withdraw_told_api_v1_activations__id__told_withdraw_post"];
    };
    "/api/v1/communities": {
        parameters: {
        };
        get: operations["listed_api_v1_communities_get"];
    };
    "/api/v1/communities.{kind}": {
        parameters: {
        };
        get: operations["district_api_v1_communities__kind__get"];
    };
    "/api/v1/communities/{code}": {
        parameters: {
        };
        get: operations["one_api_v1_communities__code__get"];
    };
    "/api/v1/communities/{code}/activations": {
        parameters: {
        };
        get: operations["activations_api_v1_communities__code__activations_get"];
        post: operations["activate_api_v1_communities__code__activations_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/amend": {
        parameters: {
        };
        post: operations["amend_api_v1_communities__code__activations__id__amend_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/authority": {
        parameters: {
        };
        post: operations["authority_api_v1_communities__code__activations__id__authority_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/bulletin": {
        parameters: {
        };
        get: operations["bulletin_api_v1_communities__code__activations__id__bulletin_get"];
    };
    "/api/v1/communities/{code}/activations/{id}/call-sheet": {
        parameters: {
        };
        get: operations["call_sheet_api_v1_communities__code__activations__id__call_sheet_get"];
    };
    "/api/v1/communities/{code}/activations/{id}/level": {
        parameters: {
        };
        post: operations["level_api_v1_communities__code__activations__id__level_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/occurrences": {
        parameters: {
        };
        get: operations["listed_api_v1_communities__code__activations__id__occurrences_get"];
        post: operations["log_api_v1_communities__code__activations__id__occurrences_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/occurrences/{occurrence}": {
        parameters: {
        };
        get: operations["one_api_v1_communities__code__activations__id__occurrences__occurrence__get"];
    };
    "/api/v1/communities/{code}/activations/{id}/occurrences/{occurrence}/close": {
        parameters: {
        };
        post: operations["close_api_v1_communities__code__activations__id__occurrences__occurrence__close_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/posts": {
        parameters: {
        };
        post: operations["appoint_api_v1_communities__code__activations__id__posts_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/recover": {
        parameters: {
        };
        post: operations["recover_api_v1_communities__code__activations__id__recover_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/review": {
        parameters: {
        };
        get: operations["review_api_v1_communities__code__activations__id__review_get"];
    };
    "/api/v1/communities/{code}/activations/{id}/review.docx": {
        parameters: {
        };
        get: operations["review_document_api_v1_communities__code__activations__id__review_docx_get"];
    };
    "/api/v1/communities/{code}/activations/{id}/stand-down": {
        parameters: {
        };
        post: operations["stand_down_api_v1_communities__code__activations__id__stand_down_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/tasks": {
        parameters: {
        };
        post: operations["add_task_api_v1_communities__code__activations__id__tasks_post"];
    };
    "/api/v1/communities/{code}/activations/{id}/undo": {
        parameters: {
        };
        post: operations["undo_api_v1_communities__code__activations__id__undo_post"];
    };
    "/api/v1/communities/{code}/activations/preview": {
        parameters: {
        };
        post: operations["preview_api_v1_communities__code__activations_preview_post"];
    };
    "/api/v1/communities/{code}/alerts": {
        parameters: {
        };
        get: operations["alerts_api_v1_communities__code__alerts_get"];
        post: operations["raise_alert_api_v1_communities__code__alerts_post"];
    };
    "/api/v1/communities/{code}/alerts/{id}/lift": {
        parameters: {
        };
        post: operations["lift_api_v1_communities__code__alerts__id__lift_post"];
    };
    "/api/v1/communities/{code}/assignments": {
        parameters: {
        };
        get: operations["assignments_api_v1_communities__code__assignments_get"];
    };
    "/api/v1/communities/{code}/assignments.{kind}": {
        parameters: {
        };
        get: operations["assignments_api_v1_communities__code__assignments__kind__get"];
    };
    "/api/v1/communities/{code}/board": {
        parameters: {
        };
        get: operations["board_api_v1_communities__code__board_get"];
    };
    "/api/v1/communities/{code}/calendars": {
        parameters: {
        };
        get: operations["calendars_api_v1_communities__code__calendars_get"];
        post: operations["create_api_v1_communities__code__calendars_post"];
    };
    "/api/v1/communities/{code}/calendars/{id}": {
        parameters: {
        };
        delete: operations["revoke_api_v1_communities__code__calendars__id__delete"];
    };
    "/api/v1/communities/{code}/cases": {
        parameters: {
        };
        get: operations["cases_api_v1_communities__code__cases_get"];
        post: operations["report_api_v1_communities__code__cases_post"];
    };
    "/api/v1/communities/{code}/channels": {
        parameters: {
        };
        get: operations["chats_api_v1_communities__code__channels_get"];
        put: operations["set_chats_api_v1_communities__code__channels_put"];
    };
    "/api/v1/communities/{code}/evidence": {
        parameters: {
        };
        post: operations["evidence_api_v1_communities__code__evidence_post"];
    };
    "/api/v1/communities/{code}/history": {
        parameters: {
        };
        get: operations["history_api_v1_communities__code__history_get"];
    };
    "/api/v1/communities/{code}/history.{kind}": {
        parameters: {
        };
        get: operations["history_api_v1_communities__code__history__kind__get"];
    };
    "/api/v1/communities/{code}/ledgers": {
        parameters: {
        };
        get: operations["ledgers_api_v1_communities__code__ledgers_get"];
    };
    "/api/v1/communities/{code}/ledgers/{form}.csv": {
        parameters: {
        };
        get: operations["table_api_v1_communities__code__ledgers__form__csv_get"];
    };
    "/api/v1/communities/{code}/ledgers/{form}.xlsx": {
        parameters: {
        };
        get: operations["workbook_api_v1_communities__code__ledgers__form__xlsx_get"];
    };
    "/api/v1/communities/{code}/members": {
        parameters: {
        };
        post: operations["enrol_api_v1_communities__code__members_post"];
    };
    "/api/v1/communities/{code}/notices": {
        parameters: {
        };
        get: operations["listed_api_v1_communities__code__notices_get"];
    };
    "/api/v1/communities/{code}/parameters/{playbook}": {
        parameters: {
        };
        get: operations["parameters_api_v1_communities__code__parameters__playbook__get"];
        put: operations["set_here_api_v1_communities__code__parameters__playbook__put"];
    };
    "/api/v1/communities/{code}/readiness": {
        parameters: {
        };
        get: operations["readiness_api_v1_communities__code__readiness_get"];
    };
    "/api/v1/communities/{code}/reports": {
        parameters: {
        };
        get: operations["listed_api_v1_communities__code__reports_get"];
    };
    "/api/v1/communities/{code}/roster": {
        parameters: {
        };
        get: operations["roster_api_v1_communities__code__roster_get"];
    };
    "/api/v1/communities/{code}/roster.xlsx": {
        parameters: {
        };
        get: operations["roster_table_api_v1_communities__code__roster_xlsx_get"];
    };
    "/api/v1/communities/{code}/roster/imports": {
        parameters: {
        };
        post: operations["import_table_api_v1_communities__code__roster_imports_post"];
    };
    "/api/v1/communities/{code}/roster/template.xlsx": {
        parameters: {
        };
        get: operations["template_api_v1_communities__code__roster_template_xlsx_get"];
    };
    "/api/v1/communities/{code}/timeline": {
        parameters: {
        };
        get: operations["timeline_api_v1_communities__code__timeline_get"];
    };
    "/api/v1/events": {
        parameters: {
        };
        get: operations["events_api_v1_events_get"];
    };
    "/api/v1/events/{position}": {
        parameters: {
        };
        get: operations["event_api_v1_events__position__get"];
    };
    "/api/v1/events/catalogue": {
        parameters: {
        };
        get: operations["event_catalogue_api_v1_events_catalogue_get"];
    };
    "/api/v1/events/schemas/{topic}": {
        parameters: {
        };
        get: operations["event_schema_api_v1_events_schemas__topic__get"];
    };
    "/api/v1/events/stream": {
        parameters: {
        };
        get: operations["stream_api_v1_events_stream_get"];
    };
    "/api/v1/links/{id}": {
        parameters: {
        };
        delete: operations["revoke_api_v1_links__id__delete"];
    };
    "/api/v1/me/calendars": {
        parameters: {
        };
        post: operations["create_mine_api_v1_me_calendars_post"];
        delete: operations["revoke_mine_api_v1_me_calendars_delete"];
    };
    "/api/v1/me/post": {
        parameters: {
        };
        get: operations["own_api_v1_me_post_get"];
    };
    "/api/v1/me/seen": {
        parameters: {
        };
        post: operations["seen_api_v1_me_seen_post"];
    };
    "/api/v1/me/shifts": {
        parameters: {
        };
        get: operations["own_rota_api_v1_me_shifts_get"];
    };
    "/api/v1/me/stream": {
        parameters: {
        };
        get: operations["own_stream_api_v1_me_stream_get"];
    };
    "/api/v1/members/{id}": {
        parameters: {
        };
        delete: operations["remove_api_v1_members__id__delete"];
        patch: operations["change_api_v1_members__id__patch"];
    };
    "/api/v1/members/{id}/channels": {
        parameters: {
        };
        get: operations["channels_api_v1_members__id__channels_get"];
        put: operations["set_channels_api_v1_members__id__channels_put"];
    };
    "/api/v1/members/{id}/erase": {
        parameters: {
        };
        post: operations["erase_api_v1_members__id__erase_post"];
    };
    "/api/v1/members/{id}/hand-over": {
        parameters: {
        };
        post: operations["hand_over_api_v1_members__id__hand_over_post"];
    };
    "/api/v1/members/{id}/hand-over/take-back": {
        parameters: {
        };
        post: operations["take_back_api_v1_members__id__hand_over_take_back_post"];
    };
    "/api/v1/members/{id}/inbox": {
        parameters: {
        };
        get: operations["inbox_api_v1_members__id__inbox_get"];
    };
    "/api/v1/members/{id}/reveal": {
        parameters: {
        };
        post: operations["reveal_api_v1_members__id__reveal_post"];
    };
    "/api/v1/notices/{id}/read": {
        parameters: {
        };
        post: operations["read_api_v1_notices__id__read_post"];
    };
    "/api/v1/operations/webhooks": {
        parameters: {
        };
        get: operations["lag_api_v1_operations_webhooks_get"];
    };
    "/api/v1/organisation/{code}/activations": {
        parameters: {
        };
        get: operations["listed_api_v1_organisation__code__activations_get"];
        post: operations["start_campaign_api_v1_organisation__code__activations_post"];
    };
    "/api/v1/organisation/{code}/activations/{id}": {
        parameters: {
        };
        get: operations["campaign_api_v1_organisation__code__activations__id__get"];
    };
    "/api/v1/organisation/{code}/activations/{id}/end": {
        parameters: {
        };
        post: operations["end_api_v1_organisation__code__activations__id__end_post"];
    };
    "/api/v1/organisation/{code}/activations/{id}/progress": {
        parameters: {
        };
        get: operations["figures_api_v1_organisation__code__activations__id__progress_get"];
    };
    "/api/v1/organisation/{code}/activations/{id}/resume": {
        parameters: {
        };
        post: operations["resume_api_v1_organisation__code__activations__id__resume_post"];
    };
    "/api/v1/organisation/{code}/activations/{id}/stop": {
        parameters: {
        };
        post: operations["stop_api_v1_organisation__code__activations__id__stop_post"];
    };
    "/api/v1/organisation/{code}/activations/preview": {
        parameters: {
        };
        post: operations["preview_api_v1_organisation__code__activations_preview_post"];
    };
    "/api/v1/organisation/imports": {
        parameters: {
        };
        post: operations["import_codes_api_v1_organisation_imports_post"];
    };
    "/api/v1/playbooks": {
        parameters: {
        };
        get: operations["playbooks_api_v1_playbooks_get"];
        post: operations["publish_api_v1_playbooks_post"];
    };
    "/api/v1/playbooks/{id}": {
        parameters: {
        };
        get: operations["playbook_api_v1_playbooks__id__get"];
    };
    "/api/v1/practice": {
        parameters: {
        };
        get: operations["practice_api_v1_practice_get"];
        post: operations["make_api_v1_practice_post"];
    };
    "/api/v1/practice/acts": {
        parameters: {
        };
        post: operations["act_api_v1_practice_acts_post"];
    };
    "/api/v1/session": {
        parameters: {
        };
        get: operations["session_api_v1_session_get"];
        post: operations["sign_in_api_v1_session_post"];
        delete: operations["sign_out_api_v1_session_delete"];
    };
    "/api/v1/session/everywhere": {
        parameters: {
        };
        post: operations["out_everywhere_api_v1_session_everywhere_post"];
    };
    "/api/v1/session/invitation": {
        parameters: {
        };
        post: operations["invited_api_v1_session_invitation_post"];
    };
    "/api/v1/session/invite": {
        parameters: {
        };
        post: operations["by_invite_api_v1_session_invite_post"];
    };
    "/api/v1/session/password": {
        parameters: {
        };
        put: operations["new_password_api_v1_session_password_put"];
        post: operations["by_password_api_v1_session_password_post"];
    };
    "/api/v1/session/provider": {
        parameters: {
        };
        get: operations["to_provider_api_v1_session_provider_get"];
    };
    "/api/v1/session/provider/callback": {
        parameters: {
        };
        get: operations["from_provider_api_v1_session_provider_callback_get"];
    };
    "/api/v1/session/ways": {
        parameters: {
        };
        get: operations["ways_api_v1_session_ways_get"];
    };
    "/api/v1/tasks/{id}": {
        parameters: {
        };
        get: operations["task_api_v1_tasks__id__get"];
    };
    "/api/v1/tasks/{id}/{verb}": {
        parameters: {
        };
        post: operations["act_api_v1_tasks__id___verb__post"];
    };
    "/api/v1/tokens": {
        parameters: {
        };
        get: operations["tokens_api_v1_tokens_get"];
        post: operations["create_api_v1_tokens_post"];
    };
    "/api/v1/tokens/{id}": {
        parameters: {
        };
        delete: operations["revoke_api_v1_tokens__id__delete"];
    };
    "/api/v1/webhooks": {
        parameters: {
        };
        get: operations["webhooks_api_v1_webhooks_get"];
        post: operations["create_api_v1_webhooks_post"];
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
        };
        get: operations["webhook_api_v1_webhooks__id__get"];
        delete: operations["remove_api_v1_webhooks__id__delete"];
        patch: operations["change_api_v1_webhooks__id__patch"];
    };
    "/api/v1/webhooks/{id}/attempts": {
        parameters: {
        };
        get: operations["attempts_api_v1_webhooks__id__attempts_get"];
    };
    "/api/v1/webhooks/{id}/lines": {
        parameters: {
        };
        get: operations["lines_api_v1_webhooks__id__lines_get"];
    };
    "/api/v1/webhooks/{id}/pause": {
        parameters: {
        };
        post: operations["pause_api_v1_webhooks__id__pause_post"];
    };
    "/api/v1/webhooks/{id}/redeliveries": {
        parameters: {
        };
        post: operations["redeliver_api_v1_webhooks__id__redeliveries_post"];
    };
    "/api/v1/webhooks/{id}/resume": {
        parameters: {
        };
        post: operations["resume_api_v1_webhooks__id__resume_post"];
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
        };
        post: operations["rotate_api_v1_webhooks__id__secret_post"];
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
        };
        post: operations["test_api_v1_webhooks__id__test_post"];
    };
    "/api/v1/webhooks/{id}/unpark": {
        parameters: {
        };
        post: operations["unpark_api_v1_webhooks__id__unpark_post"];
    };
    "/calendars/{secret}.ics": {
        parameters: {
        };
        get: operations["calendar_calendars__secret__ics_get"];
    };
    "/healthz": {
        parameters: {
        };
        get: operations["healthz_healthz_get"];
    };
    "/metrics": {
        parameters: {
        };
        get: operations["metrics_metrics_get"];
    };
    "/readyz": {
        parameters: {
        };
        get: operations["readyz_readyz_get"];
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Who read personal data: what kind, where, of how many people, and why if it was said. */
        AccessLine: {
            /** @description The account that was unlocked */
            account: string | null;
            /** @description The name that it was made for */
            account_name: string | null;
            actor: string;
            actor_name: string | null;
            at: string;
            id: string;
            kind: "board" | "roster" | "search" | "reveal" | "call_sheet" | "table" | "ledger" | "events" | "history" | "assignments" | "evidence" | "call_tree" | "links" | "own_group" | "unlock";
            member: string | null;
            /** @description As the roster shows it to whoever asks */
            member_name: string | null;
            people: number;
            place: string;
            /** @description Of a community */
            place_name: string | null;
            /** @description Of the token that read events: what it was made for */
            purpose: string | null;
            reason: string | null;
        };
        /**
         * @description An account to be made; `place` is a code of the organisation, empty for everywhere.
         *
         *     `member` is whom a grid leader or a member is on the roster of their community.
         */
        AccountBody: {
            login: string;
            member?: string | null;
            name: string;
            place?: string;
            role: "administrator" | "officer" | "secretary" | "deputy" | "grid_leader" | "supervisor" | "member";
        };
        /** @description What is said anew of an account; what is left out stays as it is. */
        AccountChange: {
            disabled?: boolean | null;
            member?: string | null;
            name?: string | null;
            place?: string | null;
            role?: ("administrator" | "officer" | "secretary" | "deputy" | "grid_leader" | "supervisor" | "member") | null;
        };
        /** @description An account as it is from now on. */
        AccountChanged: {
            created_at: string;
            disabled: boolean;
            has_password: boolean;
            /** @description Whether the organisation's own sign-in opens it */
            has_provider: boolean;
            id: string;
            invited_until: string | null;
            /** @description Until when nobody may try its password, which was wrong too often */
            locked_until: string | null;
            login: string;
            member: string | null;
            name: string;
            place: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            role: "administrator" | "officer" | "secretary" | "deputy" | "grid_leader" | "supervisor" | "member";
        };
        /** @description An account without its password. */
        AccountLine: {
            created_at: string;
            disabled: boolean;
            has_password: boolean;
            /** @description Whether the organisation's own sign-in opens it */
            has_provider: boolean;
            id: string;
            invited_until: string | null;
            /** @description Until when nobody may try its password, which was wrong too often */
            locked_until: string | null;
            login: string;
            member: string | null;
            name: string;
            place: string;
            role: "administrator" | "officer" | "secretary" | "deputy" | "grid_leader" | "supervisor" | "member";
        };
        /** @description A new account, with the link by which its owner sets a password; told here once. */
        AccountMade: {
            created_at: string;
            disabled: boolean;
            expires_at: string;
            has_password: boolean;
            /** @description Whether the organisation's own sign-in opens it */
            has_provider: boolean;
            id: string;
            invite: string;
            invited_until: string | null;
            /** @description Until when nobody may try its password, which was wrong too often */
            locked_until: string | null;
            login: string;
            member: string | null;
            name: string;
            place: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            role: "administrator" | "officer" | "secretary" | "deputy" | "grid_leader" | "supervisor" | "member";
            url: string;
        };
        /** @description What a click answers; `summary` equals the board as of `position`. */
        Activated: {
            /** @description Grids that ran the playbook before */
            already: string[];
            /** @description In virtual time whatever is activated is a drill */
            drill: boolean;
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            summary: components["schemas"]["Summary"];
        };
        /** @description One click. */
        ActivationBody: {
            authority?: string | null;
            case_ref?: string | null;
            drill?: boolean;
            forecasts?: {
                [key: string]: string;
            };
            level?: string | null;
            muster_point?: string | null;
            /** @description Of a drill: times the clock */
            pace?: number;
            planned_end?: string | null;
            playbook: string;
            reason?: string | null;
            scope: components["schemas"]["ScopeBody"];
        };
        /** @description An activation that was stood down or undone; `closed` is absent in a repetition. */
        ActivationEnded: {
            /** @description How many tasks were closed */
            closed?: number;
            id: string;
            open?: components["schemas"]["StillOpen"] | null;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            state: "stood_down" | "undone";
        };
        /** @description An activation in short. */
        ActivationLine: {
            authority: string | null;
            case: string | null;
            case_ref: string | null;
            digest: string;
            drill: boolean;
            ended_at: string | null;
            ended_by: string | null;
            ended_by_name: string | null;
            forecasts: {
                [key: string]: string;
            };
            grids: components["schemas"]["Named"][];
            id: string;
            level: string | null;
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            /** @description How many times as fast as the clock a drill runs */
            pace: number;
            planned_end: string | null;
            playbook: string;
            reason: string | null;
            started_at: string;
            state: "running" | "stood_down" | "undone";
            title: string;
            undo_until: string | null;
        };
        /** @description What people work on at of an activation that ended. */
        Aftermath: {
            activation: string;
            digest: string;
            drill: boolean;
            ended_at: string;
            playbook: string;
            tasks: components["schemas"]["AftermathTask"][];
            title: string;
        };
        /** @description A task that comes after the end of its activation, with its place. */
        AftermathTask: {
            accepted_at: string | null;
            activation: string;
            /** @description Who of its people asks whom to take it over */
            askings: components["schemas"]["Asking"][];
            assignees: string[];
            authority: boolean;
            building: number | null;
            completed_at: string | null;
            completed_by: string | null;
            completed_by_name: string | null;
            /** @description Only a waiting or locked task may have none */
            due_at: string | null;
            escalations: components["schemas"]["Escalation"][];
            form: string | null;
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            id: string;
            key: string;
            late: boolean;
            locked: boolean;
            /** @description How many people were missing when the slot began */
            missing: number;
            notes: number;
            occurrence: components["schemas"]["OccurrenceOfTask"] | null;
            opened_at: string;
            overdue: boolean;
            /** @description How many people a slot needs; 0 when it is none */
            places: number;
            pre: string[];
            report: string | null;
            report_owed: boolean;
            started_at: string | null;
            /** @description When a slot begins; it ends when it is due */
            starts_at: string | null;
            state: "waiting" | "locked" | "open" | "accepted" | "started" | "completed" | "cancelled";
            /** @description Who has taken the slot up */
            taken: string[];
            title: string;
            /** @description Preconditions that did not hold when work began */
            unmet: string[];
            /** @description What tells it apart: its occurrence and its building */
            where: string | null;
        };
        /** @description Where and why; without a grid it is the whole community. */
        AlertBody: {
            grid?: string | null;
            reason?: string | null;
        };
        /** @description An alert of a list. */
        AlertLine: {
            grid: string | null;
            grid_name: string | null;
            id: string;
            open: boolean;
            raised_at: string;
            reason: string | null;
        };
        /** @description An alert, new or known. */
        AlertRaised: {
            grid: string | null;
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description The process answers. */
        Alive: {
            /** @constant */
            status: "ok";
        };
        /**
         * @description What is amended in a running activation.
         *
         *     `edition` is `latest`, or the digest of a content of its playbook that was published;
         *     `dry_run` tells the effect and writes nothing.
         */
        AmendBody: {
            dry_run?: boolean;
            edition?: string | null;
            forecasts?: {
                [key: string]: string;
            };
            planned_end?: string | null;
            reason?: string | null;
        };
        /** @description An activation that was amended. */
        Amended: {
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            /** @description How many tasks it moved */
            tasks: number;
        };
        /** @description A community's totals of what ran at a moment, as its board then had them. */
        api__answers__log__Figures: {
            /** @description People with a post */
            asked: number;
            completed: number;
            mustered: number;
            /** @description Tasks that are neither done nor called off */
            open: number;
            /** @description Of the open ones */
            overdue: number;
            /** @description Groups without a lead */
            vacant: number;
        };
        /** @description The whole in numbers; `members` and `mustered` count people. */
        api__answers__reviews__Figures: {
            cancelled: number;
            escalations: number;
            groups: number;
            /** @description Groups in which somebody came to the post */
            groups_attended: number;
            late: number;
            members: number;
            /** @description Their time passed and they were not done */
            missed: number;
            mustered: number;
            nobody_told: number;
            not_reached: number;
            occurrences: number;
            occurrences_closed: number;
            on_time: number;
            open: number;
            overdue: number;
            /** @description Reports still owed */
            owed: number;
            positions: number[];
            rate: number | null;
            reassigned: number;
            /** @description Groups that had no lead at some time */
            red_ever: number;
            tasks: number;
            uncovered: number;
        };
        /** @description A person whom the click would give several posts. */
        AskedTwice: {
            member: string;
            name: string | null;
            posts: components["schemas"]["PostPlace"][];
        };
        /** @description Somebody asks a colleague to take a task over, or to give the task of `swap` for it. */
        Asking: {
            at: string;
            colleague: string;
            member: string;
            swap: string | null;
        };
        /** @description Who was assigned to what, from when to when, by whom; `to` is null while it lasts. */
        Assignment: {
            activation: string;
            by: string;
            /** @description Who that is, in words; null when erased */
            by_name: string | null;
            case: string | null;
            /** @description Of a drill, not of what is real */
            drill: boolean;
            ended_because: string | null;
            ended_by: string | null;
            from: string;
            from_position: number;
            grid: string | null;
            group: string;
            member: string;
            name: string | null;
            reason: string | null;
            /** @description `lead`, `deputy`, `member`, or `assignee` of a task */
            role: string;
            /** @description Null for a post */
            task: string | null;
            to: string | null;
            to_position: number | null;
        };
        /** @description A request that was made. `code` is empty when it was accepted; position 0 is a test. */
        AttemptLine: {
            accepted: boolean;
            /** @description How the answer's body began */
            answer: string;
            at: string;
            attempt: number;
            code: string;
            community: string;
            /** @description The `webhook-id`; null for a test */
            event_id: string | null;
            id: number;
            milliseconds: number;
            position: number;
            status: number | null;
        };
        /** @description A document of the competent authority. */
        Authority: {
            at: string;
            position: number;
            text: string | null;
        };
        /** @description The number of the competent authority's document. */
        AuthorityBody: {
            authority: string;
        };
        /** @description A band of readiness. */
        Band: {
            id: string;
            name: string;
        };
        /** @description A community's board at a position. */
        Board: {
            activations: components["schemas"]["BoardActivation"][];
            /** @description Work that comes after the end of an activation until it is done, and whatever was done before and owes its report, until it is handed in */
            aftermath: components["schemas"]["Aftermath"][];
            at: string;
            /** @description Facts of the log, of anybody, not taken in yet */
            behind?: number;
            /** @description Seconds since the first of them was recorded; 0 when none is wanting */
            behind_s?: number;
            community: string;
            grids: components["schemas"]["BoardGrid"][];
            /** @description The last position of the log when this was read */
            head?: number;
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            names: {
                [key: string]: string | null;
            };
            /** @description The server's clock, to count minutes by */
            now: string;
            position: number;
            /** @description Where this board stopped: it shows nothing newer until it is rebuilt */
            stuck?: components["schemas"]["StuckView"] | null;
            /** @description Time is virtual here, and all is a drill */
            virtual?: boolean;
        };
        /** @description An activation on the board, groups in playbook order. */
        BoardActivation: {
            authority: string | null;
            campaign: string | null;
            case: string | null;
            drill: boolean;
            forecasts: {
                [key: string]: string;
            };
            grids: string[];
            groups: components["schemas"]["BoardGroup"][];
            id: string;
            level: string | null;
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            /** @description Where to come to */
            muster_point: string | null;
            pace: number;
            planned_end: string | null;
            playbook: string;
            reason: string | null;
            started_at: string;
            summary: components["schemas"]["Summary"];
            title: string;
            undo_until: string | null;
        };
        /** @description A grid and its mode. */
        BoardGrid: {
            id: string;
            kind: "compound" | "employer";
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            name: string;
        };
        /** @description A group at work. */
        BoardGroup: {
            /** @description Who was absent then; null until it is over */
            absent: string[] | null;
            /** @description Who gave their post up themselves, with the position that they had */
            declined: {
                [key: string]: "lead" | "deputy" | "member";
            };
            grid: string | null;
            grid_name: string | null;
            group: string;
            members: components["schemas"]["BoardMember"][];
            /** @description By when everybody should be at the post */
            muster_by: string | null;
            name: string;
            /** @description How many of their places nobody has come to fill yet */
            short: number;
            tasks: components["schemas"]["Task"][];
            vacant: boolean;
        };
        /** @description A person at a post. */
        BoardMember: {
            basis: string;
            member: string;
            mustered_at: string | null;
            name: string | null;
            /** @description How their latest notice stands; null in the past */
            notice: ("unsent" | "sent" | "delivered" | "read" | "acted" | "failed" | "lapsed") | null;
            phone: string;
            position: "lead" | "deputy" | "member";
            /** @description Since when they have had this position */
            since: string | null;
            /** @description Whether they know, as far as anybody can tell: `aware` read a notice, acted, or was told by phone; null in the past and where there was nothing to tell */
            told: ("aware" | "unconfirmed" | "unsent" | "unreached") | null;
            /** @description Nobody reached them: somebody should phone */
            unreached: boolean;
        };
        Body_import_codes_api_v1_organisation_imports_post: {
            file: string;
        };
        Body_import_table_api_v1_communities__code__roster_imports_post: {
            file: string;
        };
        /** @description A day of an activation in numbers; nobody is named. */
        Bulletin: {
            activation: string;
            at: string;
            community: string;
            date: string;
            day: number;
            drill: boolean;
            groups: components["schemas"]["DayGroup"][];
            level: string | null;
            level_name: string | null;
            members: components["schemas"]["Presence"];
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            occurrences: components["schemas"]["DayOccurrences"][];
            position: number;
            reports: components["schemas"]["DayReports"][];
            state: "running" | "stood_down" | "undone";
            tasks: components["schemas"]["DayTasks"];
            text: components["schemas"]["Words"];
            title: string;
            tomorrow: number;
            vacant: number;
        };
        /** @description A link to a calendar: of a member, of a group, or of the community without either. */
        CalendarBody: {
            group?: string | null;
            member?: string | null;
            name: string;
        };
        /** @description A link without its secret. */
        CalendarLine: {
            created_at: string;
            created_by: string;
            group: string | null;
            id: string;
            member: string | null;
            name: string;
        };
        /** @description A link, told here once. */
        CalendarMade: {
            created_at: string;
            created_by: string;
            group: string | null;
            id: string;
            member: string | null;
            name: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            /** @description Ends in `.ics`; with `?lang=en` in English */
            url: string;
        };
        /** @description Texts for chats and phones to call. */
        CallSheet: {
            activation: string;
            community: string;
            drill: boolean;
            ended: ("stood_down" | "undone") | null;
            groups: components["schemas"]["CallSheetGroup"][];
            title: string;
        };
        /** @description What one group is told, and whom to call. */
        CallSheetGroup: {
            grid: string | null;
            grid_name: string | null;
            group: string;
            members: components["schemas"]["BoardMember"][];
            name: string;
            text: string;
            vacant: boolean;
        };
        /** @description How far a campaign got. */
        Campaign: {
            activated: number;
            already: number;
            area: string;
            ended: number;
            failed: components["schemas"]["Outcome"][];
            id: string;
            kept: components["schemas"]["Outcome"][];
            outcomes: components["schemas"]["Outcome"][];
            playbook: string;
            state: "running" | "stopped" | "finished" | "ending" | "ended";
            total: number;
            waiting: number;
        };
        /** @description One click over an area: every community's compounds. */
        CampaignBody: {
            authority?: string | null;
            drill?: boolean;
            forecasts?: {
                [key: string]: string;
            };
            level?: string | null;
            planned_end?: string | null;
            playbook: string;
            reason?: string | null;
        };
        /** @description Communities that could not be activated, or not be ended, for one reason. */
        CampaignFailures: {
            /** @description Of the refusal */
            code: string;
            count: number;
            message: components["schemas"]["Words"];
            /** @description The first of them, twenty at most */
            some: components["schemas"]["CommunityNamed"][];
        };
        /** @description What a campaign would do, a page of communities at a time. */
        CampaignForeseen: {
            items: components["schemas"]["ClickForeseen"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
            title: components["schemas"]["Words"];
            /** @description How many communities there are; told on the first page */
            total: number | null;
        };
        /** @description A campaign in figures; `failed` and `waiting` count communities. */
        CampaignLine: {
            activated: number;
            /** @description Of those activated, the ones that ran it before */
            already: number;
            area: string;
            area_name: string | null;
            authority: string | null;
            by: string;
            by_name: string | null;
            drill: boolean;
            /** @description Of those activated, the ones that ended with it */
            ended: number;
            /** @description When somebody asked for its end */
            ended_at: string | null;
            ended_because: string | null;
            ended_by: string | null;
            ended_by_name: string | null;
            /** @description Whether it is being ended, or was */
            ending: boolean;
            failed: number;
            id: string;
            /** @description Of those activated, the ones that could not be ended */
            kept: number;
            playbook: string;
            reason: string | null;
            started_at: string;
            state: "running" | "stopped" | "finished" | "ending" | "ended";
            title: string;
            total: number;
            /** @description When it was last stopped, resumed or done */
            turned_at: string | null;
            /** @description Whether that end takes the clicks back */
            undo: boolean;
            /** @description Of those ended, the ones whose click was taken back */
            undone: number;
            waiting: number;
        };
        /** @description A campaign in figures, with its failures by reason; `keeping` are those of its end. */
        CampaignProgress: {
            activated: number;
            /** @description Of those activated, the ones that ran it before */
            already: number;
            area: string;
            area_name: string | null;
            authority: string | null;
            by: string;
            by_name: string | null;
            drill: boolean;
            /** @description Of those activated, the ones that ended with it */
            ended: number;
            /** @description When somebody asked for its end */
            ended_at: string | null;
            ended_because: string | null;
            ended_by: string | null;
            ended_by_name: string | null;
            /** @description Whether it is being ended, or was */
            ending: boolean;
            failed: number;
            failures: components["schemas"]["CampaignFailures"][];
            id: string;
            keeping: components["schemas"]["CampaignFailures"][];
            /** @description Of those activated, the ones that could not be ended */
            kept: number;
            playbook: string;
            reason: string | null;
            started_at: string;
            state: "running" | "stopped" | "finished" | "ending" | "ended";
            title: string;
            total: number;
            /** @description When it was last stopped, resumed or done */
            turned_at: string | null;
            /** @description Whether that end takes the clicks back */
            undo: boolean;
            /** @description Of those ended, the ones whose click was taken back */
            undone: number;
            waiting: number;
        };
        /** @description A campaign stopped, resumed or to be ended. */
        CampaignTurned: {
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            state: "running" | "stopped" | "finished" | "ending" | "ended";
        };
        /** @description A case in a compound; ``ref`` is the reference it is known by. */
        CaseBody: {
            grid?: string | null;
            ref: string;
            reported_at?: string | null;
        };
        /** @description A case of a list; ``open`` until the activation that it started has ended. */
        CaseLine: {
            grid: string | null;
            grid_name: string | null;
            id: string;
            open: boolean;
            recorded_at: string;
            ref: string | null;
            reported_at: string | null;
        };
        /** @description A case, new or known. */
        CaseReported: {
            grid: string | null;
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            ref: string;
        };
        /** @description A way to a person; the address is masked for those who only look on. */
        Channel: {
            address: string;
            kind: string;
        };
        /** @description A way to a person: its kind, and the address as the channel shows it. */
        ChannelBody: {
            address: string;
            kind: "wecom" | "wecom_app" | "dingtalk" | "feishu" | "email" | "webhook";
        };
        /** @description The ways to a person, in the order in which they are tried. */
        Channels: {
            channels: components["schemas"]["Channel"][];
            id: string;
            order: string[];
        };
        /** @description Every way to a person; ``order`` of their kinds, else as they stand. */
        ChannelsBody: {
            channels: components["schemas"]["ChannelBody"][];
            order?: string[];
        };
        /** @description The ways to a person were set. */
        ChannelsSet: {
            id: string;
            order: string[];
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description The chats of groups; under the empty name one of all together. */
        Chats: {
            code: string;
            groups: {
                [key: string]: string;
            };
        };
        /** @description Addresses of chat robots by group; under the empty name one of all together. */
        ChatsBody: {
            groups: {
                [key: string]: string;
            };
        };
        /** @description The chats of groups were set. */
        ChatsSet: {
            groups: string[];
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description One check of readiness; `got` is null while nothing is recorded to measure it by. */
        Check: {
            advice: components["schemas"]["Missing"][];
            got: number | null;
            id: string;
            measured: boolean;
            missing: components["schemas"]["Missing"][];
            name: string;
            note: string | null;
            rule: string;
            weight: number;
        };
        /** @description Two shifts at the same time that a person who takes over has; told, never refused. */
        Clash: {
            member: string;
            other: string;
            task: string;
        };
        /** @description What a click would do in one community; `already` where all of it runs the playbook. */
        ClickForeseen: {
            already: boolean;
            community: string;
            message: components["schemas"]["Words"] | null;
            name: string;
            /** @description The code of the refusal */
            refused: string | null;
            summary: components["schemas"]["Summary"] | null;
        };
        /** @description A step of a ladder that was climbed; `told` is 0 when there was nobody to tell. */
        Climb: {
            at: string;
            position: number;
            role: string;
            role_name: string;
            step: number;
            told: number;
        };
        /** @description An event (CloudEvents 1.0). */
        CloudEvent: {
            data: {
                [key: string]: unknown;
            };
            /** @constant */
            datacontenttype: "application/json";
            dataschema: string;
            /** @description The position */
            id: string;
            /** @description The position, padded to 20 digits */
            sequence: string;
            source: string;
            /** @constant */
            specversion: "1.0";
            /** @description The stream */
            subject: string;
            time: string;
            type: string;
        };
        /** @description What an import of official codes did. */
        CodesImported: {
            communities: number;
            created: number;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            renamed: number;
            unchanged: number;
        };
        /** @description Somebody of the same group; phones only of whom one leads, or is led by. */
        Colleague: {
            member: string;
            mustered_at: string | null;
            name: string | null;
            phone: string;
            position: "lead" | "deputy" | "member";
        };
        /** @description What runs, in figures. */
        CommunityFigures: {
            asked: number;
            mustered: number;
            overdue: number;
            /** @description How many tasks are in each state */
            tasks: {
                [key: string]: number;
            };
            vacant: number;
        };
        /** @description A community in short; `asked`, `mustered`, `vacant`, `tasks`, `overdue` are of what runs. */
        CommunityLine: {
            activations: number;
            asked: number;
            city: string;
            code: string;
            county: string;
            /** @description Of the drills that run, apart: a drill never counts as real */
            drilled: components["schemas"]["CommunityFigures"] | null;
            /** @description How many drills run; `drilled` alone counts what is in them */
            drills: number;
            grids: number;
            members: number;
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            mustered: number;
            name: string;
            overdue: number;
            position: number;
            province: string;
            readiness: components["schemas"]["Score"];
            street: string;
            /** @description How many tasks are in each state */
            tasks: {
                [key: string]: number;
            };
            vacant: number;
        };
        /** @description A community by code and name. */
        CommunityNamed: {
            code: string;
            name: string;
        };
        /** @description Where the base and a place both changed the same; the place's value stands. */
        Conflict: {
            local: unknown;
            new: unknown;
            old: unknown;
            path: string;
        };
        /** @description One line for a group, over all grids. */
        DayGroup: {
            at_work: number;
            completed: number;
            due: number;
            group: string;
            name: string;
            overdue: number;
            uncovered: number;
            vacant: number;
        };
        /** @description Occurrences of one event; what the activation's end ended is neither closed nor open. */
        DayOccurrences: {
            closed: number;
            event: string;
            name: string;
            new: number;
            open: number;
            positions: number[];
        };
        /** @description Reports handed in on one form. */
        DayReports: {
            count: number;
            form: string;
            name: string;
        };
        /** @description The day's tasks; `positions` are those of what was completed, overdue or uncovered. */
        DayTasks: {
            completed: number;
            due: number;
            due_done: number;
            escalations: number;
            nobody_told: number;
            open: number;
            overdue: number;
            positions: number[];
            uncovered: number;
        };
        /** @description Who gives up their posts, and why if they say so. */
        DeclineBody: {
            member: string;
            occurred_at?: string | null;
            reason?: string | null;
        };
        /** @description A post that one gave up and may have again, and who leads there. */
        DeclinedPost: {
            grid: string | null;
            grid_name: string | null;
            group: string;
            leader: components["schemas"]["Colleague"] | null;
            name: string;
            position: "lead" | "deputy" | "member";
        };
        /** @description A drill's score, 0 to 100, with its formula in words; it is ours and no official rule. */
        DrillScore: {
            formula: string;
            misses: components["schemas"]["Miss"][];
            parts: components["schemas"]["ScorePart"][];
            score: number | null;
            within_seconds: number;
        };
        /** @description An amendment and its effect; with `dry_run` nothing was written. */
        Effected: {
            dry_run: boolean;
            effect: components["schemas"]["GroupEffect"][];
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            /** @description How many tasks it moved */
            tasks: number;
        };
        /** @description Why an area's activation ends; ``undo`` takes its clicks back, within five minutes. */
        EndCampaignBody: {
            reason?: string | null;
            undo?: boolean;
        };
        /** @description A step of a ladder that was climbed; `to` is empty when there was nobody to tell. */
        Escalation: {
            at: string;
            role: string;
            role_name?: string | null;
            step: number;
            to: string[];
        };
        /** @description Every event that there is. */
        EventCatalogue: {
            items: components["schemas"]["EventExplained"][];
            kinds: {
                [key: string]: components["schemas"]["Words"];
            };
        };
        /** @description What a type of event tells. */
        EventExplained: {
            dataschema: string;
            example: components["schemas"]["CloudEvent"];
            fields: components["schemas"]["EventField"][];
            /** @description One of `kinds` */
            kind: string;
            text: components["schemas"]["Words"];
            type: string;
        };
        /** @description A field of an event's data. */
        EventField: {
            name: string;
            required: boolean;
            text: components["schemas"]["Words"];
            /** @description As JSON Schema calls it: `string (date-time) | null` */
            type: string;
        };
        /**
         * @description What the evidence is needed for, and of what it is: all of the log until now unless told.
         *
         *     `activation` begins it with that click, `from` with a time; `as_of` or `as_of_position` ends it.
         */
        EvidenceBody: {
            activation?: string | null;
            as_of?: string | null;
            as_of_position?: number | null;
            from?: string | null;
            reason: string;
        };
        /** @description The doubted rows of the table and those next to them, as sent: told here and kept nowhere. */
        Excerpt: {
            parts: components["schemas"]["ExcerptPart"][];
            /** @description Doubted rows beyond what an answer carries (600) */
            rows_left_out: number;
        };
        /** @description A column by its letters, and what the header says over it; empty where there is none. */
        ExcerptColumn: {
            column: string;
            header: string;
        };
        /** @description Rows of a sheet under one header; a CSV's sheet has no name. */
        ExcerptPart: {
            columns: components["schemas"]["ExcerptColumn"][];
            header_rows: number[];
            rows: components["schemas"]["ExcerptRow"][];
            sheet: string;
        };
        /** @description A row by its number in the sheet; cells that are not told are empty. */
        ExcerptRow: {
            cells: components["schemas"]["ReadCell"][];
            row: number;
        };
        /** @description What is wrong in a line of a file, and how to mend it. */
        Fault: {
            code: string;
            line: number;
            message: components["schemas"]["Words"];
        };
        /** @description A shift that nobody has opened yet, and whom it would be given to as things are. */
        ForeseenShift: {
            activation: string;
            due_at: string;
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            /** @description The line of the plan, the same for each shift of a post */
            key: string;
            starts_at: string;
            title: string;
            /** @description Who else would have it */
            together: (string | null)[];
            where: string | null;
        };
        /** @description A field of a form; `rows` has `fields` of its own. */
        FormField: {
            choices?: [
                string,
                components["schemas"]["Words"]
            ][];
            /** @description Whether each row becomes a task */
            decisions?: boolean;
            fields?: components["schemas"]["FormField"][];
            id: string;
            least?: number | null;
            most?: number | null;
            name: components["schemas"]["Words"];
            required?: boolean;
            type?: "text" | "note" | "integer" | "number" | "boolean" | "choice" | "choices" | "date" | "time" | "datetime" | "member" | "group" | "grid" | "building" | "phone" | "rows";
            unit?: components["schemas"]["Words"] | null;
        };
        /** @description A form: whose particulars it holds, how many days it is kept, and its fields. */
        FormPaper: {
            fields?: components["schemas"]["FormField"][];
            id: string;
            /** @description Days after stand-down; left out for ever */
            keep?: number | null;
            ledger?: components["schemas"]["Words"] | null;
            name: components["schemas"]["Words"];
            pii?: "none" | "staff" | "resident" | "sensitive";
        };
        /** @description A grid and its mode. */
        GridMode: {
            id: string;
            kind: "compound" | "employer";
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            name: string;
        };
        /** @description What an amendment does in a group. */
        GroupEffect: {
            cancelled: components["schemas"]["Moved"][];
            change: "stands_up" | "stands_down" | "goes_on";
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            opened: components["schemas"]["Moved"][];
            reopened: components["schemas"]["Moved"][];
            retimed: components["schemas"]["Moved"][];
        };
        /** @description What went to whom; empty in a repetition. */
        HandedOver: {
            clashes: components["schemas"]["Clash"][];
            dry_run: boolean;
            member: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            posts: components["schemas"]["HandedPost"][];
            tasks: components["schemas"]["HandedTask"][];
        };
        /** @description A post that somebody takes over; `position` is what they have there from then on. */
        HandedPost: {
            activation: string;
            grid: string | null;
            group: string;
            position: "lead" | "deputy" | "member";
            to: string;
        };
        /** @description An open task or shift that somebody takes over. */
        HandedTask: {
            activation: string;
            grid: string | null;
            group: string;
            id: string;
            to: string;
        };
        /**
         * @description Who takes over all that a person has: ``to``, but where a part names somebody else.
         *
         *     Without ``activations`` it is about everything real that runs; drills have to be named.
         *     ``dry_run`` tells what would be and writes nothing.
         */
        HandOverBody: {
            activations?: string[];
            dry_run?: boolean;
            parts?: components["schemas"]["HandOverPart"][];
            reason?: string | null;
            to?: string | null;
        };
        /** @description Who takes over in one group; ``activation`` absent where it is the only one. */
        HandOverPart: {
            activation?: string | null;
            grid?: string | null;
            group: string;
            to: string;
        };
        /** @description A role in a grid; null for the whole community. */
        HeldRole: {
            grid: string | null;
            role: string;
        };
        /** @description A seat in the standing plan. */
        HeldSeat: {
            grid: string | null;
            group: string;
            playbook: string;
            position: "lead" | "deputy" | "member";
        };
        /** @description What happened, typed and in words; the actor is `system` for what no person did. */
        HistoryEntry: {
            actor: string;
            at: string;
            data: {
                [key: string]: unknown;
            };
            /** @description Of a drill: its text says so too */
            drill: boolean;
            occurred_at: string;
            position: number;
            text: components["schemas"]["Words"];
            type: string;
        };
        /** @description A notice as the person reads it. */
        InboxLine: {
            acted_at: string | null;
            activation: string;
            attempts: number;
            /** @description The last that was tried; `inbox` is our own */
            channel: string | null;
            /** @description Why the last channel did not take it */
            code: string | null;
            grid: string | null;
            group: string | null;
            /** @description Of a drill: nothing leaves the house */
            held: boolean;
            id: string;
            kind: "muster" | "assigned" | "task" | "overdue" | "escalated" | "slot" | "stood_down" | "relieved" | "handed_over" | "exchange_asked" | "exchange_agreed" | "exchange_declined" | "changed_hands";
            /** @description Null for a group's chat */
            member: string | null;
            name: string | null;
            queued_at: string;
            read_at: string | null;
            sent_at: string | null;
            state: "queued" | "trying" | "sent" | "delivered" | "read" | "acted" | "failed" | "lapsed";
            tasks: string[];
            text: string;
            title: string;
            /** @description Whether the person knows by now; null for a chat, and off the post */
            told: ("aware" | "unconfirmed" | "unsent" | "unreached") | null;
            /** @description Nobody was reached, and they have still to be told */
            unreached: boolean;
        };
        /** @description A new invitation, told here once; the one before it is void. */
        Invitation: {
            expires_at: string;
            id: string;
            invite: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            url: string;
        };
        /** @description The secret of an invitation. */
        InvitationBody: {
            invite: string;
        };
        /** @description The secret of an invitation, and the password that its owner chooses. */
        InviteBody: {
            invite: string;
            password: string;
        };
        /** @description Whom an invitation is for: the name to sign in by, and what the account is for. */
        Invited: {
            expires_at: string;
            login: string;
            name: string;
            place: string;
            role: "administrator" | "officer" | "secretary" | "deputy" | "grid_leader" | "supervisor" | "member";
        };
        /** @description A doubt about one cell (A1, without the sheet). */
        Issue: {
            about: components["schemas"]["IssueAbout"];
            cell: string;
            code: string;
            /** @description Where the table gives somebody no phone that can be taken: the one that the roster keeps, empty if it has none; null for any other doubt */
            kept: string | null;
            message: components["schemas"]["Words"];
            severity: "error" | "warning" | "notice";
            sheet: string;
            /** @description A corrected value, where one can be told */
            suggested: string | null;
            suggestion: components["schemas"]["Words"] | null;
            value: string;
        };
        /** @description Whom and what a doubt is about, as far as it is told: names as written, and ids. */
        IssueAbout: {
            grid: string;
            group: string;
            name: string;
            role: string;
        };
        /** @description How far a view, or a reader of the log, is behind its head. */
        LagBehind: {
            /** @description Facts */
            behind: number;
            /** @description Seconds since the first fact that is wanting */
            behind_s: number;
            position: number;
        };
        /** @description A subscription's lag, for the board of operations. */
        LagLine: {
            events: number;
            id: string;
            name: string;
            parked: number;
            retrying: number;
            /** @description Since when the oldest event waits */
            seconds: number;
            state: "active" | "paused" | "ended";
            /** @description Positions of the log that were not looked at yet */
            unread: number;
            waiting: number;
        };
        /** @description A form with its counts; drills are counted apart. */
        LedgerLine: {
            expired: number;
            form: string;
            /** @description Read only by those who handle it */
            guarded: boolean;
            /** @description Days after stand-down; null for ever */
            keep_days: number | null;
            name: string;
            owed: number;
            pii: "none" | "staff" | "resident" | "sensitive";
            reports: number;
        };
        /** @description The level to be; with an authority's document, what it locks may start too. */
        LevelBody: {
            authority?: string | null;
            level: string;
            reason?: string | null;
        };
        /** @description An activation at its level. */
        Levelled: {
            id: string;
            level: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            /** @description How many tasks it moved */
            tasks: number;
        };
        /** @description For whom a personal link is, and until when; two weeks unless told, 90 days at most. */
        LinkBody: {
            expires_at?: string | null;
            member: string;
        };
        /** @description A personal link without its secret. */
        LinkLine: {
            activation: string;
            created_at: string;
            expires_at: string;
            id: string;
            made_by: string;
            member: string;
            name: string | null;
        };
        /** @description A new personal link, told here once. */
        LinkMade: {
            activation: string;
            created_at: string;
            expires_at: string;
            id: string;
            made_by: string;
            member: string;
            name: string | null;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            token: string;
            url: string;
        };
        /** @description What was made or changed. */
        Made: {
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description What is said of a person; what is left out stays as it is. */
        MemberBody: {
            building?: string | null;
            name?: string | null;
            note?: string | null;
            phone?: string | null;
            roles?: components["schemas"]["RoleBody"][] | null;
            seats?: components["schemas"]["SeatBody"][] | null;
            unit?: string | null;
        };
        /** @description A task of a drill whose time passed. */
        Miss: {
            outcome: "on_time" | "late" | "missed" | "cancelled" | "open";
            position: number;
            task: string;
        };
        /** @description What is missing, where, in words; of the ids only those that it is about are told. */
        Missing: {
            grid?: string | null;
            grid_name?: string | null;
            group?: string | null;
            kind: string;
            members?: string[];
            position?: ("lead" | "deputy" | "member") | null;
            role?: string | null;
            text: string;
        };
        /** @description A line of the time line; what came in numbers is one line an hour, with its `count`. */
        Moment: {
            at: string;
            by: string;
            count: number;
            kind: string;
            positions: number[];
            text: string;
            until: string;
        };
        /** @description A task that an amendment touches. */
        Moved: {
            due_at: string | null;
            id: string;
            key: string;
            title: string;
        };
        /** @description What somebody touched since it was handed over, so that it stays as it stands. */
        MovedOn: {
            posts: components["schemas"]["ReturnedPost"][];
            tasks: components["schemas"]["ReturnedTask"][];
        };
        /** @description How long it took; null when it never came to it. `absent` counts people at the close. */
        Muster: {
            absent: number | null;
            asked: number;
            closed_at: string | null;
            everybody_seconds: number | null;
            first_at: string | null;
            first_seconds: number | null;
            lead_seconds: number | null;
            positions: number[];
        };
        /** @description Who is at the post. */
        MusterBody: {
            member: string;
            occurred_at?: string | null;
        };
        /** @description A person is there, for all these posts. */
        Mustered: {
            member: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            posts: components["schemas"]["Post"][];
        };
        /** @description A grid by id and name. */
        Named: {
            id: string;
            name: string | null;
        };
        /** @description A line of the plan of which no task was opened. */
        NeverOpened: {
            due: string;
            group: string;
            key: string;
            title: string;
        };
        /** @description The password until now, and the one from now on. */
        NewPasswordBody: {
            new: string;
            old: string;
        };
        /** @description A task that no plan foresaw. */
        NewTaskBody: {
            assignees?: string[];
            due_at: string;
            grid?: string | null;
            group: string;
            title: string;
        };
        /** @description Notices of one kind; `positions` are those of the ones that reached nobody. */
        NoticeCounts: {
            acted: number;
            delivered: number;
            failed: number;
            held: number;
            kind: string;
            /** @description Opened or acted on, or it came to the person themselves */
            known: number;
            /** @description There was nothing to tell any more */
            lapsed: number;
            not_reached: number;
            positions: number[];
            queued: number;
            read: number;
            sent: number;
        };
        /** @description A notice and how far it has come. */
        NoticeLine: {
            acted_at: string | null;
            activation: string;
            attempts: number;
            /** @description The last that was tried; `inbox` is our own */
            channel: string | null;
            /** @description Why the last channel did not take it */
            code: string | null;
            grid: string | null;
            group: string | null;
            /** @description Of a drill: nothing leaves the house */
            held: boolean;
            id: string;
            kind: "muster" | "assigned" | "task" | "overdue" | "escalated" | "slot" | "stood_down" | "relieved" | "handed_over" | "exchange_asked" | "exchange_agreed" | "exchange_declined" | "changed_hands";
            /** @description Null for a group's chat */
            member: string | null;
            name: string | null;
            queued_at: string;
            read_at: string | null;
            sent_at: string | null;
            state: "queued" | "trying" | "sent" | "delivered" | "read" | "acted" | "failed" | "lapsed";
            tasks: string[];
            /** @description Whether the person knows by now; null for a chat, and off the post */
            told: ("aware" | "unconfirmed" | "unsent" | "unreached") | null;
            /** @description Nobody was reached, and they have still to be told */
            unreached: boolean;
        };
        /** @description How far the notice has come now. */
        NoticeMarked: {
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            state: "queued" | "trying" | "sent" | "delivered" | "read" | "acted" | "failed" | "lapsed";
        };
        /** @description A page of notices, and how those stand whom they are to. */
        NoticePage: {
            items: components["schemas"]["NoticeLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
            people: components["schemas"]["PeopleTold"];
        };
        /** @description Who was not told after all, and why it was recorded if they say so. */
        NotToldBody: {
            member: string;
            reason?: string | null;
        };
        Numbered_AttemptLine_: {
            items: components["schemas"]["AttemptLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: number | null;
        };
        Numbered_HistoryEntry_: {
            items: components["schemas"]["HistoryEntry"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: number | null;
        };
        Numbered_Occurrence_: {
            items: components["schemas"]["Occurrence"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: number | null;
        };
        Numbered_Report_: {
            items: components["schemas"]["Report"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: number | null;
        };
        /** @description Something that happened, how far it has come, and who works at it. */
        Occurrence: {
            about: string | null;
            activation: string;
            at: string;
            building: number | null;
            by: string;
            by_name: string | null;
            cause: string | null;
            closed_at: string | null;
            drill: boolean;
            event: string;
            fields: components["schemas"]["ReportField"][] | null;
            form: string | null;
            grid: string | null;
            grid_name: string | null;
            id: string;
            logged_at: string;
            name: string;
            /** @description Running number in the activation, in the order of logging */
            number: number;
            /** @description What those that stand or are to come are called */
            phase_names: {
                [key: string]: string;
            };
            phases: components["schemas"]["Phase"][];
            position: number;
            /** @description The task whose report raised it */
            raised_by: string | null;
            reason: string | null;
            /** @description In one line; withheld from those who look on */
            report: string | null;
            state: "open" | "closed";
            tasks: components["schemas"]["TaskOfIt"][];
            to_come: string[];
        };
        /**
         * @description Something happened that the playbook lists as an event.
         *
         *     ``report`` is a text, or an object of the fields of the event's form; ``about`` says whom or
         *     which household it is about; ``forecasts`` has the time that the event forecasts.
         */
        OccurrenceBody: {
            about?: string | null;
            building?: number | null;
            event: string;
            forecasts?: {
                [key: string]: string;
            };
            grid?: string | null;
            occurred_at?: string | null;
            report?: string | {
                [key: string]: unknown;
            } | null;
        };
        /** @description An occurrence that was closed; `closed` counts the tasks that are off. */
        OccurrenceClosed: {
            closed: number;
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            /** @constant */
            state: "closed";
        };
        /** @description Occurrences of one event, and how long they took. */
        OccurrenceCounts: {
            closed: number;
            event: string;
            logged: number;
            longest_seconds: number | null;
            median_seconds: number | null;
            name: string;
            /** @description Still open, or open when the activation ended */
            open: number;
            positions: number[];
            within_a_day: number;
        };
        /** @description An occurrence that was logged, and the tasks that it opened. */
        OccurrenceLogged: {
            event: string;
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            /**
             * @description Closed when nothing is to come of it
             * @enum {string}
             */
            state: "open" | "closed";
            tasks: string[];
        };
        /** @description The same with what was told of it field by field, also to whoever has the task or leads. */
        OccurrenceOfOneTask: {
            /** @description Whom it is about; withheld from who may not read it */
            about: string | null;
            building: number | null;
            event: string | null;
            /** @description Null for mere words, and where it is withheld */
            fields: components["schemas"]["ReportField"][] | null;
            /** @description What the task's form begins with: what was told of the occurrence on it */
            given: {
                [key: string]: unknown;
            } | null;
            grid: string | null;
            /** @description Read only by those who handle it */
            guarded: boolean;
            id: string;
            /** @description Its event and its number, to be said aloud */
            name: string | null;
            number: number | null;
            /** @description What was told of it, in one line; withheld from who may not read it. Null on a board where the task is done */
            told: string | null;
        };
        /** @description The occurrence that a task answers; `number` is its running number in the activation. */
        OccurrenceOfTask: {
            /** @description Whom it is about; withheld from who may not read it */
            about: string | null;
            building: number | null;
            event: string | null;
            grid: string | null;
            /** @description Read only by those who handle it */
            guarded: boolean;
            id: string;
            /** @description Its event and its number, to be said aloud */
            name: string | null;
            number: number | null;
            /** @description What was told of it, in one line; withheld from who may not read it. Null on a board where the task is done */
            told: string | null;
        };
        /** @description A community with the mode of each of its grids, and what waits for a second person. */
        OneCommunity: {
            activations: number;
            asked: number;
            city: string;
            code: string;
            county: string;
            /** @description Of the drills that run, apart: a drill never counts as real */
            drilled: components["schemas"]["CommunityFigures"] | null;
            /** @description How many drills run; `drilled` alone counts what is in them */
            drills: number;
            grids: number;
            members: number;
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            modes: components["schemas"]["GridMode"][];
            mustered: number;
            name: string;
            overdue: number;
            pending: components["schemas"]["Waiting"][];
            position: number;
            province: string;
            readiness: components["schemas"]["Score"];
            street: string;
            /** @description How many tasks are in each state */
            tasks: {
                [key: string]: number;
            };
            vacant: number;
        };
        /** @description A task with its place, the names of its people and its report field by field. */
        OneTask: {
            accepted_at: string | null;
            activation: string;
            /** @description Who of its people asks whom to take it over */
            askings: components["schemas"]["Asking"][];
            assignees: string[];
            authority: boolean;
            building: number | null;
            completed_at: string | null;
            completed_by: string | null;
            completed_by_name: string | null;
            /** @description Only a waiting or locked task may have none */
            due_at: string | null;
            escalations: components["schemas"]["Escalation"][];
            /** @description Null without a report, for mere words, and where it is withheld */
            fields?: components["schemas"]["ReportField"][] | null;
            form: string | null;
            grid: string | null;
            group: string;
            group_name: string;
            id: string;
            key: string;
            late: boolean;
            locked: boolean;
            /** @description How many people were missing when the slot began */
            missing: number;
            names: {
                [key: string]: string | null;
            };
            notes: number;
            occurrence: components["schemas"]["OccurrenceOfOneTask"] | null;
            opened_at: string;
            overdue: boolean;
            /** @description How many people a slot needs; 0 when it is none */
            places: number;
            pre: string[];
            report: string | null;
            report_owed: boolean;
            started_at: string | null;
            /** @description When a slot begins; it ends when it is due */
            starts_at: string | null;
            state: "waiting" | "locked" | "open" | "accepted" | "started" | "completed" | "cancelled";
            /** @description Who has taken the slot up */
            taken: string[];
            title: string;
            /** @description Preconditions that did not hold when work began */
            unmet: string[];
            /** @description What tells it apart: its occurrence and its building */
            where: string | null;
        };
        /** @description Who has a shift, and whether they have taken it up. */
        OnShift: {
            member: string;
            name: string | null;
            taken: boolean;
        };
        /** @description A task that should not be left open: urgent, or to save people. */
        OpenTask: {
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            key: string;
            task: string;
            title: string;
        };
        /** @description How one community of a campaign fared. */
        Outcome: {
            activation?: string | null;
            already?: boolean;
            community: string;
            ended?: boolean;
            /** @description The code of the refusal */
            failed?: string | null;
            /** @description Why it could not be ended: the refusal's code */
            kept?: string | null;
            /** @description Whether its end took the click back */
            undone?: boolean;
        };
        /** @description An overlay that was laid over the plan. */
        Overlay: {
            place: string;
            revision: string;
        };
        /** @description What runs, and what one has to do with it: one's own tasks first, by when they are due. */
        OwnActivation: {
            /** @description To what one asked oneself, the latest first; told for twelve hours */
            answers: components["schemas"]["OwnAnswer"][];
            askings: components["schemas"]["OwnAsking"][];
            declined: components["schemas"]["DeclinedPost"][];
            drill: boolean;
            id: string;
            /** @description Where to come to, as said with the click */
            muster_point: string | null;
            planned_end: string | null;
            playbook: string;
            posts: components["schemas"]["OwnPost"][];
            /** @description Of one's groups, the next first */
            shifts: components["schemas"]["OwnShift"][];
            started_at: string;
            tasks: components["schemas"]["OwnTask"][];
            title: string;
            undo_until: string | null;
        };
        /**
         * @description What a colleague answered who was asked to take a task over, or to give `swap` for it.
         *
         *     Or that they took one's place on a shift, unasked (`relief`), or left before they answered
         *     (`gone`).
         */
        OwnAnswer: {
            answer: "agreed" | "declined" | "relief" | "gone";
            /** @description When the answer arrived */
            at: string;
            colleague: string;
            colleague_name: string | null;
            due_at: string | null;
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            id: string;
            starts_at: string | null;
            swap: components["schemas"]["Timed"] | null;
            title: string | null;
            where: string | null;
        };
        /** @description Somebody asks a colleague to take a task over, or to give `swap` for it. */
        OwnAsking: {
            at: string;
            colleague: string;
            colleague_name: string | null;
            due_at: string | null;
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            id: string;
            member: string;
            name: string | null;
            /** @description Why, as it was written to oneself; null to others */
            reason: string | null;
            /**
             * @description Whether one is asked, asks, or leads those who do
             * @enum {string}
             */
            role: "asked" | "asking" | "leading";
            starts_at: string | null;
            swap: components["schemas"]["Timed"] | null;
            title: string | null;
            where: string | null;
        };
        /** @description A link to one's own calendar; ``name`` tells it from others. */
        OwnCalendarBody: {
            name: string;
        };
        /** @description What runs besides what a link is of, and where one has a post there. */
        OwnElsewhere: {
            drill: boolean;
            id: string;
            playbook: string;
            posts: components["schemas"]["PostElsewhere"][];
            title: string;
        };
        /** @description How what one's link is of ended, and whom to call about it. */
        OwnEnd: {
            calls: components["schemas"]["Superior"][];
            drill: boolean;
            state: "stood_down" | "undone";
            title: string;
        };
        /** @description A post: where to be, by when, and who leads there. */
        OwnPost: {
            /** @description Who is told after the group's lead when something is late, the nearest first; to whoever leads, and to all where nobody does */
            above: components["schemas"]["Superior"][];
            colleagues: components["schemas"]["Colleague"][];
            /** @description Who else leads there, to call where the lead cannot be had; to whoever does not lead */
            deputies: components["schemas"]["Colleague"][];
            grid: string | null;
            grid_name: string | null;
            group: string;
            leader: components["schemas"]["Colleague"] | null;
            /** @description Whether one leads this group oneself */
            leads: boolean;
            muster_by: string | null;
            mustered_at: string | null;
            name: string;
            position: "lead" | "deputy" | "member";
            /** @description Since when one has this position */
            since: string | null;
        };
        /** @description One's shifts to come, the next first. */
        OwnRota: {
            now: string;
            shifts: components["schemas"]["ForeseenShift"][];
            until: string;
        };
        /** @description Everything for a member's one screen. */
        OwnScreen: {
            activations: components["schemas"]["OwnActivation"][];
            community: string;
            community_name: string;
            /** @description Where one has posts that one's link does not open; for an account, nothing */
            elsewhere: components["schemas"]["OwnElsewhere"][];
            /** @description Whether nothing runs any more in which one has a post */
            ended: boolean;
            member: string;
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            name: string | null;
            now: string;
            /** @description Once what one's link is of has ended; for an account, null */
            over: components["schemas"]["OwnEnd"] | null;
            position: number;
            /** @description How many notices of what it shows are not recorded as read: `POST /me/seen` */
            unseen: number;
        };
        /** @description A shift of one's group that is not over. */
        OwnShift: {
            due_at: string | null;
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            id: string;
            /** @description How many people have still to take it up */
            lacking: number;
            mine: boolean;
            people: components["schemas"]["OnShift"][];
            /** @description How many people it needs */
            places: number;
            starts_at: string | null;
            /** @description Whether one has taken it up oneself */
            taken: boolean;
            title: string | null;
            where: string | null;
        };
        /** @description A task that one has, or may take on. */
        OwnTask: {
            building: number | null;
            due_at: string | null;
            /** @description The form that its report is written on */
            form: components["schemas"]["FormPaper"] | null;
            /** @description Whether anybody of the group may take it on */
            free: boolean;
            /** @description What its form begins with */
            given: {
                [key: string]: unknown;
            } | null;
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            id: string;
            /** @description How many people have still to take the shift up */
            lacking: number;
            mine: boolean;
            overdue: boolean;
            /** @description How many people a shift needs; 0 when it is none */
            places: number;
            report_owed: boolean;
            starts_at: string | null;
            state: "waiting" | "locked" | "open" | "accepted" | "started" | "completed" | "cancelled";
            /** @description Whether one has taken the shift up oneself */
            taken: boolean;
            title: string | null;
            /** @description Who else has it */
            together: (string | null)[];
            /** @description Of its occurrence; residents' matters only to whoever has it or leads */
            told: components["schemas"]["ToldOfTask"] | null;
            /** @description Whether it answers what must be acted on within 15 minutes */
            urgent: boolean;
            /** @description What tells it apart: its occurrence and its building */
            where: string | null;
        };
        Page_AccessLine_: {
            items: components["schemas"]["AccessLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_AccountLine_: {
            items: components["schemas"]["AccountLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_ActivationLine_: {
            items: components["schemas"]["ActivationLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_AlertLine_: {
            items: components["schemas"]["AlertLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_Assignment_: {
            items: components["schemas"]["Assignment"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_CalendarLine_: {
            items: components["schemas"]["CalendarLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_CampaignLine_: {
            items: components["schemas"]["CampaignLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_CaseLine_: {
            items: components["schemas"]["CaseLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_CommunityLine_: {
            items: components["schemas"]["CommunityLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_InboxLine_: {
            items: components["schemas"]["InboxLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_LagLine_: {
            items: components["schemas"]["LagLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_LedgerLine_: {
            items: components["schemas"]["LedgerLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_LinkLine_: {
            items: components["schemas"]["LinkLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_PlanLine_: {
            items: components["schemas"]["PlanLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_Standing_: {
            items: components["schemas"]["Standing"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        Page_TokenLine_: {
            items: components["schemas"]["TokenLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
        };
        /** @description A plan's parameters in a community; `own` are those with a value of its own. */
        Parameters: {
            digest: string;
            own: string[];
            parameters: {
                [key: string]: number | string | string[];
            };
            playbook: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            words: {
                [key: string]: components["schemas"]["Words"];
            };
        };
        /** @description A name to sign in by, and its password. */
        PasswordBody: {
            login: string;
            password: string;
        };
        /** @description Somebody else has to ask for the same; `id` is empty for a click. */
        Pending: {
            act: "activate" | "level" | "authority" | "amend" | "recover" | "stand_down";
            /** @description The actor who asked */
            asked_by: string;
            id: string;
            /** @constant */
            pending: true;
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description How many people at a post stand how, everybody once in each activation. */
        PeopleTold: {
            /** @description Read a notice, acted, or were told by phone */
            aware: number;
            /** @description How many of the unconfirmed have it in our own inbox alone: no phone rang */
            inbox_only: number;
            /** @description Something was sent, and nothing came of it yet */
            unconfirmed: number;
            /** @description Nobody reached them: somebody should phone */
            unreached: number;
            unsent: number;
        };
        /** @description A phase, and since when it has stood. */
        Phase: {
            at: string;
            phase: string;
        };
        /** @description A plan in full; parts that it does not have are left out. */
        Plan: {
            conflicts: components["schemas"]["Conflict"][];
            digest: string;
            events?: {
                [key: string]: components["schemas"]["PlanEvent"];
            };
            forecasts?: {
                [key: string]: components["schemas"]["Words"];
            };
            forms?: {
                [key: string]: components["schemas"]["Words"];
            };
            groups: components["schemas"]["PlanGroup"][];
            guards?: {
                [key: string]: components["schemas"]["Words"];
            };
            id: string;
            ladders?: {
                [key: string]: [
                    string,
                    string
                ][];
            };
            /** @description Places whose overlay no longer fits the plan */
            left_out: string[];
            level_words?: {
                [key: string]: components["schemas"]["PlanLevel"];
            };
            levels: string[];
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            muster_within?: string | null;
            note?: {
                [key: string]: string;
            };
            overlays: components["schemas"]["Overlay"][];
            papers?: {
                [key: string]: components["schemas"]["FormPaper"];
            };
            parameter_words?: {
                [key: string]: components["schemas"]["Words"];
            };
            parameters?: {
                [key: string]: number | string | string[];
            };
            phases?: {
                [key: string]: components["schemas"]["Words"];
            };
            revision: string;
            roles?: {
                [key: string]: components["schemas"]["Words"];
            };
            status: "current" | "historical_reference" | "draft";
            targets?: {
                [key: string]: components["schemas"]["PlanTarget"];
            };
            timezone?: string;
            title: string;
            two_persons?: string[];
        } & {
            [key: string]: unknown;
        };
        /** @description When a line is due: `kind` and what goes with it, spans as ISO 8601. */
        PlanDue: {
            at?: string[];
            day?: number | null;
            event?: string | null;
            every?: string | null;
            kind: "offset" | "level" | "event" | "daily" | "interval" | "day" | "before" | "phase";
            level?: string | null;
            minus?: string | null;
            per_level?: {
                [key: string]: string;
            };
            phase?: string | null;
            plus?: string | null;
            target?: string | null;
            until?: string[];
        };
        /** @description Something that may occur, and the form on which it is told. */
        PlanEvent: {
            forecast?: string | null;
            form?: string | null;
            /** @description Values of its form that it says by itself */
            given?: {
                [key: string]: unknown;
            };
            id: string;
            name: components["schemas"]["Words"];
            phases?: string[];
            system?: boolean;
        };
        /** @description A group of a plan with its lines. */
        PlanGroup: {
            /** @description An event; until it occurs the group's lines wait */
            condition: string | null;
            deputy_role: string | null;
            id: string;
            lead_role: string | null;
            mission: string;
            name: string;
            per: "grid" | "community";
            staffing: components["schemas"]["PlanStaffing"][];
            tasks: components["schemas"]["PlanTask"][];
        };
        /** @description What a response level is called and asks for. */
        PlanLevel: {
            colour?: string;
            duty?: {
                [key: string]: string;
            };
            id: string;
            name: components["schemas"]["Words"];
        };
        /** @description A plan in short. */
        PlanLine: {
            digest: string;
            groups: components["schemas"]["PlanGroup"][];
            id: string;
            levels: string[];
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            revision: string;
            status: "current" | "historical_reference" | "draft";
            title: string;
        };
        /** @description What was published; of an overlay also its place, its own id and its own revision. */
        PlanPublished: {
            digest: string;
            id: string;
            overlay: string;
            overlay_revision: string;
            place: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            revision: string;
            /** @description What does no harm, and is worth a look */
            warnings?: components["schemas"]["Words"][];
        };
        /** @description How many people of a role a group should have: advice, never a bar. */
        PlanStaffing: {
            min?: number;
            role: string;
        };
        /** @description Whom a rung of a ladder reaches. */
        PlanTarget: {
            id: string;
            name: components["schemas"]["Words"];
            position?: string | null;
            role?: string | null;
            tier?: string | null;
        };
        /** @description A line of a plan; fields at their usual value are left out. */
        PlanTask: {
            authority?: boolean;
            basis: "seed" | "source" | "adapted" | "inference";
            begins?: string | null;
            condition?: string | null;
            due: components["schemas"]["PlanDue"];
            due_words: components["schemas"]["Words"];
            each?: string;
            each_words: components["schemas"]["Words"] | null;
            form?: string | null;
            /** @description The field that names the group it goes to */
            group_from?: string | null;
            id: string;
            ladder?: string | null;
            /** @description Whether a source states the time; else it is the plan's */
            official: boolean;
            /** @description How many people each slot needs; 0 when it is none */
            places?: number;
            pre?: string[];
            rota?: string;
            sources: components["schemas"]["Words"][];
            title: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A post: group, grid and position. */
        Post: {
            grid: string | null;
            group: string;
            position: "lead" | "deputy" | "member";
        };
        /** @description Who is to have which post in a group that is at work; ``grid`` as on the board. */
        PostBody: {
            grid?: string | null;
            group: string;
            member: string;
            position?: "lead" | "deputy" | "member";
            reason?: string | null;
        };
        /** @description A post in what a link does not open. */
        PostElsewhere: {
            grid: string | null;
            grid_name: string | null;
            group: string;
            name: string;
        };
        /** @description A post with the names of its group and grid. */
        PostPlace: {
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            position: "lead" | "deputy" | "member";
        };
        /** @description The practice community of one's place. */
        Practice: {
            /** @description The drill that runs there, if one does */
            activation: string | null;
            code: string;
            made: boolean;
            name: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description What is to happen in the practice community. */
        PractiseBody: {
            act: "case" | "activate" | "muster" | "complete" | "stand_down";
        };
        /** @description What happened there: the events after a position, by type. */
        Practised: {
            after: number;
            code: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            types: {
                [key: string]: number;
            };
        };
        /** @description People asked, at their posts, and not there (应到, 实到, 缺岗). */
        Presence: {
            absent: number;
            asked: number;
            mustered: number;
        };
        /** @description What a click would do; nothing is written. */
        Preview: {
            already: string[];
            /** @description Drills that a real click would end */
            drills_ended: string[];
            grids: components["schemas"]["Named"][];
            /** @description Tasks that wait for an authority's document */
            locked: number;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            summary: components["schemas"]["Summary"];
            twice: components["schemas"]["AskedTwice"][];
            unreachable: components["schemas"]["Somebody"][];
            vacancies: components["schemas"]["Vacancy"][];
            /** @description What readiness lacks; it never holds a click up */
            warnings: components["schemas"]["Unready"][];
        };
        /** @description Why something was refused (RFC 9457), and where. */
        Problem: {
            /** @description The cell at fault, where it is one */
            cell?: string;
            /** @description Stable: programs may rely on it */
            code: string;
            detail: string;
            /** @description Every fault of a file, by line */
            faults?: components["schemas"]["Fault"][];
            /** @description The input at fault, where it is one */
            field?: string;
            message: components["schemas"]["Words"];
            /** @description The scope that the token lacks, where it is that */
            scope?: string;
            status: number;
            title: string;
            type: string;
        };
        /** @description The organisation's own sign-in. */
        Provider: {
            label: string;
            url: string;
        };
        /** @description On time by group, over all grids in which it stood up (`at_work`). */
        Rate: {
            at_work: number;
            cancelled: number;
            group: string;
            late: number;
            /** @description Their time passed and they were not done */
            missed: number;
            name: string;
            on_time: number;
            open: number;
            /** @description Reports still owed */
            owed: number;
            positions: number[];
            rate: number | null;
            tasks: number;
        };
        /** @description A filled cell as it was read; what a merged one says, it says in each of its rows. */
        ReadCell: {
            cell: string;
            /** @description Over how many columns it reaches */
            span: number;
            /** @description At most 1,000 characters, then `…` */
            text: string;
        };
        /** @description Readiness in full. */
        Readiness: {
            /** @description The best one only where every check has data and no role or lead is missing */
            band: components["schemas"]["Band"];
            checks: components["schemas"]["Check"][];
            measured: number;
            next: components["schemas"]["Step"][];
            /** @description Whose groups and positions are meant */
            playbook: string;
            policy: string;
            scaled: string;
            score: number;
            weight: number;
        };
        /** @description How the store and the views stand. */
        Ready: {
            /** @description How far the slowest view is behind the log */
            lag?: number;
            /** @description By view, and by reader of the log */
            lags?: {
                [key: string]: components["schemas"]["LagBehind"];
            };
            /** @description Works that no process does: start one */
            leaderless?: string[];
            position?: number;
            /** @description There is one where there is a Redis */
            relay?: components["schemas"]["RelayStanding"] | null;
            /**
             * @description `degraded`: fit to serve, but for the communities in `stuck`, the works in `leaderless`, or whoever reads Redis, where the `relay` diverged
             * @enum {string}
             */
            status: "ok" | "degraded" | "behind" | "store_unreachable";
            /** @description Communities whose view shows nothing newer until it is rebuilt */
            stuck?: components["schemas"]["StuckView"][];
            /** @description Time is virtual here, and all is a drill */
            virtual?: boolean;
        };
        /** @description Why. */
        ReasonBody: {
            reason?: string | null;
        };
        /** @description A task or a post that went to other people (member ids), and why. */
        Reassignment: {
            at: string;
            by: string;
            cause: string;
            cause_name: string;
            from: string[];
            grid: string | null;
            grid_name: string | null;
            group: string | null;
            /** @description Whether the reason may tell of somebody's health or family: keep it off paper */
            is_personal: boolean;
            kind: "task" | "post";
            name: string | null;
            positions: number[];
            post: ("lead" | "deputy" | "member") | null;
            reason: string | null;
            task: string | null;
            title: string | null;
            to: string[];
        };
        /** @description An activation in recovery; `open` is absent in a repetition. */
        Recovered: {
            id: string;
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            open?: components["schemas"]["StillOpen"] | null;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            /** @description How many tasks it moved */
            tasks: number;
        };
        /** @description Tell again from a position on: of one community, or of all. */
        RedeliveryBody: {
            community?: string | null;
            from_position: number;
        };
        /** @description A group without a lead, since when and until when; `until` is null while it lasts. */
        RedGroup: {
            cause: string;
            cause_name: string;
            ended: string | null;
            grid: string | null;
            grid_name: string | null;
            group: string;
            name: string;
            positions: number[];
            seconds: number;
            since: string;
            until: string | null;
        };
        /** @description How the Redis stream of the log stands. */
        RelayStanding: {
            /** @description How far that is behind the log */
            lag?: number | null;
            /** @description Of the last event in Redis */
            position?: number | null;
            /**
             * @description `diverged`: Redis holds another history than the log, and an operator decides
             * @enum {string}
             */
            state: "following" | "unreachable" | "diverged";
            stream?: string | null;
        };
        /** @description A report on a form, of a task or of an occurrence. */
        Report: {
            activation: string;
            at: string;
            building: number | null;
            by: string;
            by_name: string | null;
            /** @description Position of the report of its task before it */
            corrects: number | null;
            drill: boolean;
            event: string | null;
            fields: components["schemas"]["ReportField"][] | null;
            form: string;
            form_name: string;
            grid: string | null;
            grid_name: string | null;
            group: string | null;
            group_name: string | null;
            late: boolean;
            /** @description The occurrence's running number in the activation */
            number: number | null;
            /** @description That it is of, or that its task answers */
            occurrence: string | null;
            position: number;
            /** @description Who handed it in for them, where somebody did */
            recorded_by: string | null;
            recorded_by_name: string | null;
            /** @description In one line; withheld from those who look on, 已清除 in time */
            report: string;
            /** @description The task or the event in words */
            subject: string;
            task: string | null;
        };
        /** @description A field of a report: its value as kept, and in words. */
        ReportField: {
            id: string;
            label: string;
            text: string;
            type: string;
            value: unknown;
        };
        /** @description A post that is theirs again, or has moved on; `position` is what they had there. */
        ReturnedPost: {
            activation: string;
            grid: string | null;
            group: string;
            position: "lead" | "deputy" | "member";
        };
        /** @description An open task or shift that is theirs again, or has moved on. */
        ReturnedTask: {
            activation: string;
            grid: string | null;
            group: string;
            id: string;
        };
        /** @description What somebody's name and phone are needed for. */
        RevealBody: {
            reason: string;
        };
        /** @description A person's name and phone, shown for a reason. */
        Revealed: {
            id: string;
            name: string | null;
            phone: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description The after-action review; a draft until the activation has ended (`final`). */
        Review: {
            activation: string;
            at: string;
            community: string;
            drill: boolean;
            figures: components["schemas"]["api__answers__reviews__Figures"];
            final: boolean;
            groups: components["schemas"]["ReviewGroup"][];
            head: components["schemas"]["ReviewHead"];
            /** @description Of the member ids and actors above */
            names: {
                [key: string]: string | null;
            };
            never_opened: components["schemas"]["NeverOpened"][];
            notices: components["schemas"]["NoticeCounts"][];
            occurrences: components["schemas"]["OccurrenceCounts"][];
            position: number;
            rates: components["schemas"]["Rate"][];
            reassignments: components["schemas"]["Reassignment"][];
            /** @description Only of a drill */
            score: components["schemas"]["DrillScore"] | null;
            state: "running" | "stood_down" | "undone";
            summary: string;
            timeline: components["schemas"]["Moment"][];
            vacancies: components["schemas"]["RedGroup"][];
        };
        /** @description A group at work, with its muster and every task. */
        ReviewGroup: {
            grid: string | null;
            grid_name: string | null;
            group: string;
            muster: components["schemas"]["Muster"];
            name: string;
            on_time: components["schemas"]["TaskCounts"];
            tasks: components["schemas"]["ReviewTask"][];
        };
        /** @description What was activated, where, by whom and why, from when to when. */
        ReviewHead: {
            authorities: components["schemas"]["Authority"][];
            by: string | null;
            by_name: string | null;
            case: string | null;
            case_ref: string | null;
            community_name: string;
            ended_at: string | null;
            ended_because: string | null;
            ended_by: string | null;
            ended_by_name: string | null;
            grids: components["schemas"]["Named"][];
            level: string | null;
            level_name: string | null;
            mode: "peacetime" | "alert" | "wartime" | "recovery";
            pace: number;
            planned_end: string | null;
            playbook: string;
            positions: number[];
            reason: string | null;
            revision: string;
            seconds: number;
            started_at: string;
            title: string;
        };
        /** @description A task, plan against actual. */
        ReviewTask: {
            accepted_at: string | null;
            accepted_by: string | null;
            building: number | null;
            /** @description Why it was cancelled, in a word */
            cancelled: string | null;
            cancelled_because: string | null;
            completed_at: string | null;
            /** @description A member's id, or the actor's; see `names` */
            completed_by: string | null;
            due_at: string | null;
            escalations: components["schemas"]["Climb"][];
            id: string;
            key: string;
            late_seconds: number | null;
            occurrence: string | null;
            /** @description Its running number in the activation */
            occurrence_number: number | null;
            outcome: "on_time" | "late" | "missed" | "cancelled" | "open";
            overdue: boolean;
            positions: number[];
            report_owed: boolean;
            series: string | null;
            started_at: string | null;
            started_by: string | null;
            starts_at: string | null;
            state: "waiting" | "locked" | "open" | "accepted" | "started" | "completed" | "cancelled";
            title: string;
            /** @description How many people the slot lacked when it began */
            uncovered: number;
            unmet: string[];
            /** @description What tells it apart: its occurrence and its building */
            where: string | null;
        };
        /** @description A role in a grid; ``grid`` absent for the whole community. */
        RoleBody: {
            grid?: string | null;
            role: string;
        };
        /** @description The roster as it stands. */
        Roster: {
            code: string;
            grids: components["schemas"]["RosterGrid"][];
            members: components["schemas"]["RosterMember"][];
            position: number;
        };
        /** @description A compound or an employer. */
        RosterGrid: {
            buildings: number | null;
            households: number | null;
            id: string;
            kind: "compound" | "employer";
            name: string;
            note: string | null;
            without_property: boolean;
        };
        /** @description A person: 11 digits of phone or none; masked for those who only look on. */
        RosterMember: {
            building: string;
            id: string;
            name: string;
            note: string;
            phone: string;
            roles: components["schemas"]["HeldRole"][];
            seats: components["schemas"]["HeldSeat"][];
            unit: string;
        };
        /** @description Where: some grids by id, or the whole community (its compound grids). */
        ScopeBody: {
            community?: true | null;
            grids?: string[] | null;
        };
        /** @description Readiness in short. */
        Score: {
            /** @description The best one only where every check has data and no role or lead is missing */
            band: components["schemas"]["Band"];
            score: number;
        };
        /** @description A part of a drill's score: `got` of `weight`, null where there was nothing to measure. */
        ScorePart: {
            good: number;
            got: number | null;
            id: "muster" | "vacancies" | "tasks";
            name: string;
            of: number;
            positions: number[];
            share: number | null;
            weight: number;
        };
        /** @description A seat in the standing plan. */
        SeatBody: {
            grid?: string | null;
            group: string;
            playbook: string;
            position: "lead" | "deputy" | "member";
        };
        /** @description For how many hours the old secret signs beside the new one; 0 ends it at once. */
        SecretBody: {
            overlap_hours?: number;
        };
        /** @description A new secret, which is told here once; until `overlap_until` the old one signs too. */
        SecretMade: {
            id: string;
            overlap_until: string | null;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            secret: string;
        };
        /** @description As of which position one's own screen was before one's eyes: the `position` that it told. */
        SeenBody: {
            position: number;
        };
        /** @description Who calls. */
        Session: {
            /** @description Of a personal link: what it is for */
            activation: string | null;
            actor: string;
            /** @description Whether it is an account, with a password to change */
            has_account: boolean;
            /** @description Whom they are on the roster, where they are on one */
            member: string | null;
            name: string;
            place: string;
            role: "administrator" | "officer" | "secretary" | "deputy" | "grid_leader" | "supervisor" | "integrator" | "member";
        };
        /** @description A person by id and name. */
        Somebody: {
            member: string;
            name: string | null;
        };
        /** @description The line of a community: the position accepted last, and what waits behind it. */
        Standing: {
            accepted: number;
            /** @description Made of the event that is next */
            attempts: number;
            community: string;
            /** @description Why the last attempt failed */
            error: string;
            next_attempt_at: string | null;
            parked_at: string | null;
            pending: number;
            state: "delivered" | "waiting" | "retrying" | "parked";
            waiting_since: string | null;
        };
        /** @description What to do next, and what it is worth in points. */
        Step: {
            gain: number;
            kind: string;
            text: string;
        };
        /** @description What should not be left open. It is a warning and never holds anything up. */
        StillOpen: {
            /** @description Occurrences to which tasks still answered */
            occurrences: string[];
            tasks: components["schemas"]["OpenTask"][];
        };
        /** @description A view of a community that stopped at a fact which it cannot take in. */
        StuckView: {
            community: string;
            /** @description The kind of error */
            error: string;
            /** @description The fact that it stopped at; all before it is shown */
            position: number;
            view: string;
        };
        /** @description A click in numbers: `members` counts people, `vacant` groups without a lead. */
        Summary: {
            groups: number;
            members: number;
            tasks: number;
            vacant: number;
        };
        /** @description Somebody above those who lead a group, and as what. */
        Superior: {
            member: string;
            name: string | null;
            phone: string;
            /** @description In words */
            role: string;
        };
        /** @description One difference: `kind` is the topic that it becomes, `grid` a name. */
        TableChange: {
            after?: string;
            before?: string;
            field?: string;
            grid?: string;
            group?: string;
            kind: string;
            member?: string;
            name?: string;
            position?: string;
            role?: string;
        };
        /** @description What a table speaks of. */
        TableCounts: {
            grids: number;
            members: number;
            roles: number;
            seats: number;
        };
        /** @description What an import changed, or would change; `changes` is empty when nothing differs. */
        TableImported: {
            changes: components["schemas"]["TableChange"][];
            dry_run: boolean;
            /** @description Empty in an answer that is given again for an idempotency key */
            excerpt: components["schemas"]["Excerpt"];
            issues: components["schemas"]["Issue"][];
            layout: string;
            /** @description Whose groups the table's seats are of */
            playbook: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            summary: components["schemas"]["TableCounts"];
        };
        /** @description Which hand-over is taken back: the ``position`` that its answer told. */
        TakeBackBody: {
            position: number;
            reason?: string | null;
        };
        /** @description What is theirs again; empty in a repetition. */
        TakenBack: {
            kept: components["schemas"]["MovedOn"];
            member: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            posts: components["schemas"]["ReturnedPost"][];
            tasks: components["schemas"]["ReturnedTask"][];
        };
        /** @description A task as the board shows it; `assignees` are member ids. */
        Task: {
            accepted_at: string | null;
            /** @description Who of its people asks whom to take it over */
            askings: components["schemas"]["Asking"][];
            assignees: string[];
            authority: boolean;
            building: number | null;
            completed_at: string | null;
            completed_by: string | null;
            completed_by_name: string | null;
            /** @description Only a waiting or locked task may have none */
            due_at: string | null;
            escalations: components["schemas"]["Escalation"][];
            form: string | null;
            id: string;
            key: string;
            late: boolean;
            locked: boolean;
            /** @description How many people were missing when the slot began */
            missing: number;
            notes: number;
            occurrence: components["schemas"]["OccurrenceOfTask"] | null;
            opened_at: string;
            overdue: boolean;
            /** @description How many people a slot needs; 0 when it is none */
            places: number;
            pre: string[];
            report: string | null;
            report_owed: boolean;
            started_at: string | null;
            /** @description When a slot begins; it ends when it is due */
            starts_at: string | null;
            state: "waiting" | "locked" | "open" | "accepted" | "started" | "completed" | "cancelled";
            /** @description Who has taken the slot up */
            taken: string[];
            title: string;
            /** @description Preconditions that did not hold when work began */
            unmet: string[];
            /** @description What tells it apart: its occurrence and its building */
            where: string | null;
        };
        /** @description A task after a verb. */
        TaskActed: {
            assignees: string[];
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            state: "waiting" | "locked" | "open" | "accepted" | "started" | "completed" | "cancelled";
        };
        /**
         * @description What is said with a verb: ``for`` and ``to`` are member ids.
         *
         *     ``report`` is a text, or an object of the fields of the task's form. ``seen`` is the state in
         *     which the task was seen: completing one that was closed since is then refused, and not taken for
         *     a repetition. ``mine`` says that it was seen as one's own: working at one that somebody else was
         *     given since is refused. ``swap`` is the id of the task that one wants for an offered one.
         *     ``relieves`` is the colleague whose place on a shift whoever accepts takes.
         */
        TaskBody: {
            for?: string | null;
            mine?: boolean;
            occurred_at?: string | null;
            reason?: string | null;
            relieves?: string | null;
            report?: string | {
                [key: string]: unknown;
            } | null;
            seen?: ("waiting" | "locked" | "open" | "accepted" | "started" | "completed" | "cancelled") | null;
            swap?: string | null;
            to?: string | null;
        };
        /** @description Tasks by how they came out; `rate` is the share in time of all whose time came. */
        TaskCounts: {
            cancelled: number;
            late: number;
            /** @description Their time passed and they were not done */
            missed: number;
            on_time: number;
            open: number;
            /** @description Reports still owed */
            owed: number;
            positions: number[];
            rate: number | null;
            tasks: number;
        };
        /** @description A task that no plan foresaw. */
        TaskMade: {
            assignees: string[];
            id: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description A task that answers an occurrence. */
        TaskOfIt: {
            assignees: string[];
            closed_at: string | null;
            due_at: string | null;
            grid: string | null;
            group: string;
            group_name: string;
            id: string;
            key: string;
            names: {
                [key: string]: string | null;
            };
            opened_at: string;
            overdue: boolean;
            report: string | null;
            report_owed: boolean;
            state: "waiting" | "locked" | "open" | "accepted" | "started" | "completed" | "cancelled";
            title: string;
        };
        /** @description What came of a test. */
        Tested: {
            accepted: boolean;
            /** @description How the answer's body began */
            answer: string;
            at: string;
            attempt: number;
            code: string;
            community: string;
            /** @description The `webhook-id`; null for a test */
            event_id: string | null;
            id: number;
            milliseconds: number;
            position: number;
            status: number | null;
        };
        /** @description A task and its time; a shift begins at `starts_at` and ends when it is due. */
        Timed: {
            due_at: string | null;
            id: string;
            starts_at: string | null;
            title: string | null;
            where: string | null;
        };
        /** @description What happened when, in equal steps without the empty ones; `marks` are what was ordered. */
        TimeLine: {
            community: string;
            from: string;
            /** @description Cases, clicks, levels, ends; the latest 200 */
            marks: components["schemas"]["HistoryEntry"][];
            /** @description The last position that it may tell of */
            position: number;
            steps: components["schemas"]["TimeStep"][];
            to: string;
        };
        /** @description A stretch of time in which something happened. */
        TimeStep: {
            /** @description Its end */
            at: string;
            /** @description Facts by lane: `command`, `posted`, `mustered`, `opened`, `taken`, `handed_over`, `completed`, `overdue`, `escalated`, `occurrences` */
            counts: {
                [key: string]: number;
            };
            /** @description As of `position`; asked for by `figures=true` */
            figures: components["schemas"]["api__answers__log__Figures"] | null;
            /** @description The position of its first fact */
            first: number;
            /** @description The position of its last fact: the board as of it */
            position: number;
        };
        /**
         * @description A token to be made; ``place`` is a code of the organisation, empty for everywhere.
         *
         *     ``scopes`` narrow it to those; ``purpose`` says what it reads names and phones for.
         */
        TokenBody: {
            expires_at?: string | null;
            name: string;
            place?: string;
            purpose?: string;
            role: "administrator" | "secretary" | "supervisor" | "integrator";
            scopes?: ("events:read" | "webhooks:write" | "people:masked" | "people:full" | "practice:write")[];
        };
        /** @description A token without its secret. */
        TokenLine: {
            created_at: string;
            expires_at: string | null;
            id: string;
            name: string;
            place: string;
            /** @description What it reads names and phones for */
            purpose: string;
            role: "administrator" | "secretary" | "supervisor" | "integrator";
            scopes: string[];
            /** @description The last request, stream or webhook, to within five minutes; none on record */
            used_at: string | null;
        };
        /** @description A token with its secret, which is told here once. */
        TokenMade: {
            created_at: string;
            expires_at: string | null;
            id: string;
            name: string;
            place: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            /** @description What it reads names and phones for */
            purpose: string;
            role: "administrator" | "secretary" | "supervisor" | "integrator";
            scopes: string[];
            token: string;
            /** @description The last request, stream or webhook, to within five minutes; none on record */
            used_at: string | null;
        };
        /** @description How many notices of the person were settled by it. */
        Told: {
            member: string;
            notices: number;
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description Who was told, and how. */
        ToldBody: {
            /** @constant */
            how?: "phone";
            member: string;
        };
        /** @description What was told of the occurrence that a task answers. */
        ToldOfTask: {
            /** @description Whom it is about */
            about: string | null;
            /** @description Null for mere words */
            fields: components["schemas"]["ReportField"][] | null;
            /** @description In one line */
            text: string | null;
        };
        /**
         * @description Go on with a community's line, or with all of them; ``skip`` leaves out the event at which
         *     a community's line stands.
         */
        UnparkBody: {
            community?: string | null;
            skip?: boolean;
        };
        /** @description How many lines go on. */
        Unparked: {
            id: string;
            lines: number;
            /** @description Read with `at_least` this to see what was written */
            position: number;
        };
        /** @description A check of readiness that something is missing for. */
        Unready: {
            check: string;
            missing: number;
            name: string;
        };
        /** @description An empty post; a red one leaves its group without a lead. */
        Vacancy: {
            grid: string | null;
            grid_name: string | null;
            group: string;
            group_name: string;
            missing: number;
            position: "lead" | "deputy" | "member";
            red: boolean;
            role: string | null;
            role_name: string | null;
        };
        /** @description An act that waits for a second person; `activation` is empty for a click. */
        Waiting: {
            act: string;
            activation: string;
            asked_at: string;
            asked_by: string;
        };
        /** @description The ways in which people may sign in here. */
        Ways: {
            password: boolean;
            provider: components["schemas"]["Provider"] | null;
        };
        /**
         * @description Whom to tell of what: events of a place or community, of types (none: every one).
         *
         *     ``after`` begins behind a position of the log; left out, with what comes from now on.
         */
        WebhookBody: {
            activation?: string | null;
            after?: number | null;
            community?: string | null;
            format?: "structured" | "binary";
            name: string;
            place?: string | null;
            types?: string[];
            url: string;
        };
        /** @description What is to be different; what is left out stays as it is. */
        WebhookChange: {
            format?: ("structured" | "binary") | null;
            name?: string | null;
            place?: string | null;
            types?: string[] | null;
            url?: string | null;
        };
        /** @description Why a subscription ended by itself: its endpoint is gone (410), or its owner's token is. */
        WebhookEnded: {
            at: string;
            why: "gone" | "owner";
        };
        /** @description How far a subscriber is behind; `waiting`, `retrying` and `parked` count communities. */
        WebhookLag: {
            events: number;
            parked: number;
            retrying: number;
            /** @description Since when the oldest event waits */
            seconds: number;
            /** @description Positions of the log that were not looked at yet */
            unread: number;
            waiting: number;
        };
        /** @description A subscription without its secret; `overlap_until` while an old secret signs too. */
        WebhookLine: {
            activation: string | null;
            created_at: string;
            ended: components["schemas"]["WebhookEnded"] | null;
            format: "structured" | "binary";
            id: string;
            lag: components["schemas"]["WebhookLag"];
            name: string;
            overlap_until: string | null;
            owner: string;
            place: string;
            state: "active" | "paused" | "ended";
            /** @description None: every type */
            types: string[];
            url: string;
        };
        /** @description A subscription with its secret, which is told here once. */
        WebhookMade: {
            activation: string | null;
            created_at: string;
            ended: components["schemas"]["WebhookEnded"] | null;
            format: "structured" | "binary";
            id: string;
            lag: components["schemas"]["WebhookLag"];
            name: string;
            overlap_until: string | null;
            owner: string;
            place: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            secret: string;
            state: "active" | "paused" | "ended";
            /** @description None: every type */
            types: string[];
            url: string;
        };
        /** @description Subscriptions, and where one may lead. */
        WebhookPage: {
            items: components["schemas"]["WebhookLine"][];
            /** @description Pass it as `after` to go on; null at the end */
            next: string | null;
            /** @description Whether plain http:// and addresses of the server's own network are allowed */
            private_targets: boolean;
        };
        /** @description A subscription that was changed. */
        WebhookWritten: {
            activation: string | null;
            created_at: string;
            ended: components["schemas"]["WebhookEnded"] | null;
            format: "structured" | "binary";
            id: string;
            lag: components["schemas"]["WebhookLag"];
            name: string;
            overlap_until: string | null;
            owner: string;
            place: string;
            /** @description Read with `at_least` this to see what was written */
            position: number;
            state: "active" | "paused" | "ended";
            /** @description None: every type */
            types: string[];
            url: string;
        };
        /** @description A text in both languages. */
        Words: {
            en: string;
            zh: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    accesses_api_v1_accesses_get: {
        parameters: {
            query?: {
                actor?: string | null;
                /** @description The `next` of the page before */
                after?: string;
                from?: string | null;
                kind?: ("board" | "roster" | "search" | "reveal" | "call_sheet" | "table" | "ledger" | "events" | "history" | "assignments" | "evidence" | "call_tree" | "links" | "own_group" | "unlock") | null;
                limit?: number;
                place?: string | null;
                to?: string | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_AccessLine_"];
                };
            };
        };
    };
    accounts_api_v1_accounts_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_AccountLine_"];
                };
            };
        };
    };
    create_api_v1_accounts_post: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["AccountMade"];
                };
            };
        };
    };
    erase_api_v1_accounts__id__delete: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    change_api_v1_accounts__id__patch: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["AccountChanged"];
                };
            };
        };
    };
    invite_api_v1_accounts__id__invite_post: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
        };
    };
    sign_out_api_v1_accounts__id__sign_out_post: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    unlock_api_v1_accounts__id__unlock_post: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    decline_api_v1_activations__id__decline_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Mustered"];
                };
            };
        };
    };
    links_api_v1_activations__id__links_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_LinkLine_"];
                };
            };
        };
    };
    create_api_v1_activations__id__links_post: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["LinkMade"];
                };
            };
        };
    };
    muster_api_v1_activations__id__muster_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MusterBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Mustered"];
                };
            };
        };
    };
    withdraw_muster_api_v1_activations__id__muster_withdraw_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MusterBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Mustered"];
                };
            };
        };
    };
    rejoin_api_v1_activations__id__rejoin_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MusterBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Mustered"];
                };
            };
        };
    };
    told_api_v1_activations__id__told_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToldBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Told"];
                };
            };
        };
    };
    withdraw_told_api_v1_activations__id__told_withdraw_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotToldBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Told"];
                };
            };
        };
    };
    listed_api_v1_communities_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
                /** @description Words, all of which must be there */
                q?: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_CommunityLine_"];
                };
            };
        };
    };
    district_api_v1_communities__kind__get: {
        parameters: {
            query?: {
                lang?: ("zh" | "en") | null;
                place?: string | null;
            };
            path: {
                kind: "xlsx" | "csv";
            };
        };
        responses: {
            /** @description A table */
            200: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
        };
    };
    one_api_v1_communities__code__get: {
        parameters: {
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["OneCommunity"];
                };
            };
        };
    };
    activations_api_v1_communities__code__activations_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_ActivationLine_"];
                };
            };
        };
    };
    activate_api_v1_communities__code__activations_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivationBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Activated"];
                };
            };
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["Activated"];
                };
            };
            /** @description Begun */
            202: {
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    amend_api_v1_communities__code__activations__id__amend_post: {
        parameters: {
            header?: {
                "accept-language"?: string | null;
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Effected"];
                };
            };
            /** @description Begun */
            202: {
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    authority_api_v1_communities__code__activations__id__authority_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuthorityBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Amended"];
                };
            };
            /** @description Begun */
            202: {
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    bulletin_api_v1_communities__code__activations__id__bulletin_get: {
        parameters: {
            query?: {
                /** @description A local day */
                date?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Bulletin"];
                };
            };
        };
    };
    call_sheet_api_v1_communities__code__activations__id__call_sheet_get: {
        parameters: {
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["CallSheet"];
                };
            };
        };
    };
    level_api_v1_communities__code__activations__id__level_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LevelBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Levelled"];
                };
            };
            /** @description Begun */
            202: {
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    listed_api_v1_communities__code__activations__id__occurrences_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: number;
                as_of?: string | null;
                as_of_position?: number | null;
                at_least?: number | null;
                event?: string | null;
                grid?: string | null;
                limit?: number;
                state?: ("open" | "closed") | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Numbered_Occurrence_"];
                };
            };
        };
    };
    log_api_v1_communities__code__activations__id__occurrences_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OccurrenceBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["OccurrenceLogged"];
                };
            };
        };
    };
    one_api_v1_communities__code__activations__id__occurrences__occurrence__get: {
        parameters: {
            query?: {
                as_of?: string | null;
                as_of_position?: number | null;
                at_least?: number | null;
            };
            path: {
                code: string;
                id: string;
                occurrence: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Occurrence"];
                };
            };
        };
    };
    close_api_v1_communities__code__activations__id__occurrences__occurrence__close_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
                occurrence: string;
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonBody"] | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["OccurrenceClosed"];
                };
            };
        };
    };
    appoint_api_v1_communities__code__activations__id__posts_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Mustered"];
                };
            };
        };
    };
    recover_api_v1_communities__code__activations__id__recover_post: {
        parameters: {
            header?: {
                "accept-language"?: string | null;
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonBody"] | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Recovered"];
                };
            };
            /** @description Begun */
            202: {
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    review_api_v1_communities__code__activations__id__review_get: {
        parameters: {
            query?: {
                as_of_position?: number | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
        };
    };
    review_document_api_v1_communities__code__activations__id__review_docx_get: {
        parameters: {
            query?: {
                as_of_position?: number | null;
                lang?: ("zh" | "en") | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description A document */
            200: {
                content: {
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                };
            };
        };
    };
    stand_down_api_v1_communities__code__activations__id__stand_down_post: {
        parameters: {
            header?: {
                "accept-language"?: string | null;
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonBody"] | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["ActivationEnded"];
                };
            };
            /** @description Begun */
            202: {
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    add_task_api_v1_communities__code__activations__id__tasks_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTaskBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["TaskMade"];
                };
            };
        };
    };
    undo_api_v1_communities__code__activations__id__undo_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonBody"] | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["ActivationEnded"];
                };
            };
            /** @description Begun */
            202: {
                content: {
                    "application/json": components["schemas"]["Pending"];
                };
            };
        };
    };
    preview_api_v1_communities__code__activations_preview_post: {
        parameters: {
            header?: {
                "accept-language"?: string | null;
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivationBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
        };
    };
    alerts_api_v1_communities__code__alerts_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_AlertLine_"];
                };
            };
        };
    };
    raise_alert_api_v1_communities__code__alerts_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["AlertRaised"];
                };
            };
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["AlertRaised"];
                };
            };
        };
    };
    lift_api_v1_communities__code__alerts__id__lift_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonBody"] | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    assignments_api_v1_communities__code__assignments_get: {
        parameters: {
            query?: {
                after?: string;
                as_of?: string | null;
                as_of_position?: number | null;
                at_least?: number | null;
                case?: string | null;
                grid?: string | null;
                group?: string | null;
                limit?: number;
                member?: string | null;
                task?: string | null;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_Assignment_"];
                };
            };
        };
    };
    assignments_api_v1_communities__code__assignments__kind__get: {
        parameters: {
            query?: {
                activation?: string | null;
                as_of?: string | null;
                as_of_position?: number | null;
                lang?: ("zh" | "en") | null;
                member?: string | null;
            };
            path: {
                code: string;
                kind: "xlsx" | "csv";
            };
        };
        responses: {
            /** @description A table */
            200: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
        };
    };
    board_api_v1_communities__code__board_get: {
        parameters: {
            query?: {
                as_of?: string | null;
                as_of_position?: number | null;
                at_least?: number | null;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Board"];
                };
            };
        };
    };
    calendars_api_v1_communities__code__calendars_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_CalendarLine_"];
                };
            };
        };
    };
    create_api_v1_communities__code__calendars_post: {
        parameters: {
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["CalendarMade"];
                };
            };
        };
    };
    revoke_api_v1_communities__code__calendars__id__delete: {
        parameters: {
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    cases_api_v1_communities__code__cases_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_CaseLine_"];
                };
            };
        };
    };
    report_api_v1_communities__code__cases_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["CaseReported"];
                };
            };
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["CaseReported"];
                };
            };
        };
    };
    chats_api_v1_communities__code__channels_get: {
        parameters: {
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Chats"];
                };
            };
        };
    };
    set_chats_api_v1_communities__code__channels_put: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatsBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["ChatsSet"];
                };
            };
        };
    };
    evidence_api_v1_communities__code__evidence_post: {
        parameters: {
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvidenceBody"];
            };
        };
        responses: {
            /** @description A zip; docs/evidence.md tells what is in it */
            200: {
                content: {
                    "application/zip": string;
                };
            };
        };
    };
    history_api_v1_communities__code__history_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: number;
                from?: string | null;
                group?: string | null;
                limit?: number;
                member?: string | null;
                notices?: boolean;
                order?: "asc" | "desc";
                task?: string | null;
                to?: string | null;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Numbered_HistoryEntry_"];
                };
            };
        };
    };
    history_api_v1_communities__code__history__kind__get: {
        parameters: {
            query?: {
                from?: string | null;
                lang?: ("zh" | "en") | null;
                notices?: boolean;
                to?: string | null;
            };
            path: {
                code: string;
                kind: "xlsx" | "csv";
            };
        };
        responses: {
            /** @description A table */
            200: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
        };
    };
    ledgers_api_v1_communities__code__ledgers_get: {
        parameters: {
            query?: {
                at_least?: number | null;
                drill?: boolean;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_LedgerLine_"];
                };
            };
        };
    };
    table_api_v1_communities__code__ledgers__form__csv_get: {
        parameters: {
            query?: {
                activation?: string | null;
                drill?: boolean;
                from?: string | null;
                lang?: ("zh" | "en") | null;
                to?: string | null;
            };
            path: {
                code: string;
                form: string;
            };
        };
        responses: {
            /** @description The ledger */
            200: {
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    workbook_api_v1_communities__code__ledgers__form__xlsx_get: {
        parameters: {
            query?: {
                activation?: string | null;
                drill?: boolean;
                from?: string | null;
                lang?: ("zh" | "en") | null;
                to?: string | null;
            };
            path: {
                code: string;
                form: string;
            };
        };
        responses: {
            /** @description The ledger */
            200: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    enrol_api_v1_communities__code__members_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    listed_api_v1_communities__code__notices_get: {
        parameters: {
            query?: {
                activation?: string | null;
                /** @description The `next` of the page before */
                after?: string;
                at_least?: number | null;
                limit?: number;
                member?: string | null;
                state?: string | null;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["NoticePage"];
                };
            };
        };
    };
    parameters_api_v1_communities__code__parameters__playbook__get: {
        parameters: {
            path: {
                code: string;
                playbook: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Parameters"];
                };
            };
        };
    };
    set_here_api_v1_communities__code__parameters__playbook__put: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                playbook: string;
            };
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: number | string | string[] | null;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Parameters"];
                };
            };
        };
    };
    readiness_api_v1_communities__code__readiness_get: {
        parameters: {
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    listed_api_v1_communities__code__reports_get: {
        parameters: {
            query?: {
                activation?: string | null;
                /** @description The `next` of the page before */
                after?: number;
                at_least?: number | null;
                drill?: boolean;
                form?: string | null;
                from?: string | null;
                limit?: number;
                task?: string | null;
                to?: string | null;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Numbered_Report_"];
                };
            };
        };
    };
    roster_api_v1_communities__code__roster_get: {
        parameters: {
            query?: {
                at_least?: number | null;
                /** @description What it is read for, told among the accesses */
                for?: "call_tree" | null;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Roster"];
                };
            };
        };
    };
    roster_table_api_v1_communities__code__roster_xlsx_get: {
        parameters: {
            path: {
                code: string;
            };
        };
        responses: {
            /** @description A workbook */
            200: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    import_table_api_v1_communities__code__roster_imports_post: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_import_table_api_v1_communities__code__roster_imports_post"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["TableImported"];
                };
            };
        };
    };
    template_api_v1_communities__code__roster_template_xlsx_get: {
        parameters: {
            path: {
                code: string;
            };
        };
        responses: {
            /** @description A workbook */
            200: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    timeline_api_v1_communities__code__timeline_get: {
        parameters: {
            query?: {
                drill?: boolean;
                figures?: boolean;
                from?: string | null;
                steps?: number;
                to?: string | null;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["TimeLine"];
                };
            };
        };
    };
    events_api_v1_events_get: {
        parameters: {
            query?: {
                /** @description What belongs to one activation */
                activation?: string | null;
                /** @description The `next` of the page before */
                after?: number;
                /** @description A community, or a place above some */
                community?: string | null;
                limit?: number;
                /** @description All in a province, city, county or street */
                place?: string | null;
                /** @description What was recorded at that moment or later */
                since?: string | null;
                /** @description Types, with or without `pingzhan.` or `.v1` */
                type?: string[] | null;
                /** @description What was recorded before that moment */
                until?: string | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/cloudevents-batch+json": components["schemas"]["CloudEvent"][];
                    "application/json": components["schemas"]["CloudEvent"][];
                };
            };
        };
    };
    event_api_v1_events__position__get: {
        parameters: {
            path: {
                position: number;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/cloudevents+json": components["schemas"]["CloudEvent"];
                };
            };
        };
    };
    event_catalogue_api_v1_events_catalogue_get: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["EventCatalogue"];
                };
            };
        };
    };
    event_schema_api_v1_events_schemas__topic__get: {
        parameters: {
            path: {
                topic: string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    stream_api_v1_events_stream_get: {
        parameters: {
            query?: {
                /** @description What belongs to one activation */
                activation?: string | null;
                after?: number | null;
                /** @description A community, or a place above some */
                community?: string | null;
                /** @description All in a province, city, county or street */
                place?: string | null;
                /** @description What was recorded at that moment or later */
                since?: string | null;
                /** @description Types, with or without `pingzhan.` or `.v1` */
                type?: string[] | null;
            };
            header?: {
                "last-event-id"?: string | null;
            };
        };
        responses: {
            /** @description A stream: `id` is the position, `data` a CloudEvent */
            200: {
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    revoke_api_v1_links__id__delete: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    create_mine_api_v1_me_calendars_post: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnCalendarBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["CalendarMade"];
                };
            };
        };
    };
    revoke_mine_api_v1_me_calendars_delete: {
        parameters: {
        };
        responses: {
            /** @description Successful Response */
            204: {
            };
        };
    };
    own_api_v1_me_post_get: {
        parameters: {
            query?: {
                at_least?: number | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["OwnScreen"];
                };
            };
        };
    };
    seen_api_v1_me_seen_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeenBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Told"];
                };
            };
        };
    };
    own_rota_api_v1_me_shifts_get: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["OwnRota"];
                };
            };
        };
    };
    own_stream_api_v1_me_stream_get: {
        parameters: {
            query?: {
                after?: number | null;
            };
            header?: {
                "last-event-id"?: string | null;
            };
        };
        responses: {
            /** @description A stream: `id` is the position as of which something is new */
            200: {
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    remove_api_v1_members__id__delete: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    change_api_v1_members__id__patch: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    channels_api_v1_members__id__channels_get: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Channels"];
                };
            };
        };
    };
    set_channels_api_v1_members__id__channels_put: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelsBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["ChannelsSet"];
                };
            };
        };
    };
    erase_api_v1_members__id__erase_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    hand_over_api_v1_members__id__hand_over_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["HandedOver"];
                };
            };
        };
    };
    take_back_api_v1_members__id__hand_over_take_back_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeBackBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["TakenBack"];
                };
            };
        };
    };
    inbox_api_v1_members__id__inbox_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_InboxLine_"];
                };
            };
        };
    };
    reveal_api_v1_members__id__reveal_post: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
        };
    };
    read_api_v1_notices__id__read_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["NoticeMarked"];
                };
            };
        };
    };
    lag_api_v1_operations_webhooks_get: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_LagLine_"];
                };
            };
        };
    };
    listed_api_v1_organisation__code__activations_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
            path: {
                code: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_CampaignLine_"];
                };
            };
        };
    };
    start_campaign_api_v1_organisation__code__activations_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignBody"];
            };
        };
        responses: {
            /** @description Begun */
            202: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    campaign_api_v1_organisation__code__activations__id__get: {
        parameters: {
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
        };
    };
    end_api_v1_organisation__code__activations__id__end_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndCampaignBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["CampaignTurned"];
                };
            };
        };
    };
    figures_api_v1_organisation__code__activations__id__progress_get: {
        parameters: {
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["CampaignProgress"];
                };
            };
        };
    };
    resume_api_v1_organisation__code__activations__id__resume_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["CampaignTurned"];
                };
            };
        };
    };
    stop_api_v1_organisation__code__activations__id__stop_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["CampaignTurned"];
                };
            };
        };
    };
    preview_api_v1_organisation__code__activations_preview_post: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                code: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["CampaignForeseen"];
                };
            };
        };
    };
    import_codes_api_v1_organisation_imports_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_import_codes_api_v1_organisation_imports_post"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["CodesImported"];
                };
            };
        };
    };
    playbooks_api_v1_playbooks_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_PlanLine_"];
                };
            };
        };
    };
    publish_api_v1_playbooks_post: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/yaml": string;
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["PlanPublished"];
                };
            };
        };
    };
    playbook_api_v1_playbooks__id__get: {
        parameters: {
            query?: {
                place?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
        };
    };
    practice_api_v1_practice_get: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Practice"];
                };
            };
        };
    };
    make_api_v1_practice_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Practice"];
                };
            };
        };
    };
    act_api_v1_practice_acts_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PractiseBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Practised"];
                };
            };
        };
    };
    session_api_v1_session_get: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    sign_in_api_v1_session_post: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    sign_out_api_v1_session_delete: {
        parameters: {
        };
        responses: {
            /** @description Successful Response */
            204: {
            };
        };
    };
    out_everywhere_api_v1_session_everywhere_post: {
        parameters: {
        };
        responses: {
            /** @description Successful Response */
            204: {
            };
        };
    };
    invited_api_v1_session_invitation_post: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
        };
    };
    by_invite_api_v1_session_invite_post: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    new_password_api_v1_session_password_put: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasswordBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
            };
        };
    };
    by_password_api_v1_session_password_post: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    to_provider_api_v1_session_provider_get: {
        parameters: {
        };
        responses: {
            /** @description Successful Response */
            303: {
            };
        };
    };
    from_provider_api_v1_session_provider_callback_get: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
            };
        };
        responses: {
            /** @description Successful Response */
            303: {
            };
        };
    };
    ways_api_v1_session_ways_get: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Ways"];
                };
            };
        };
    };
    task_api_v1_tasks__id__get: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["OneTask"];
                };
            };
        };
    };
    act_api_v1_tasks__id___verb__post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
                verb: "accept" | "start" | "complete" | "reassign" | "reopen" | "cancel" | "note" | "offer" | "take-over" | "turn-down" | "withdraw";
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TaskBody"] | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["TaskActed"];
                };
            };
        };
    };
    tokens_api_v1_tokens_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_TokenLine_"];
                };
            };
        };
    };
    create_api_v1_tokens_post: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["TokenMade"];
                };
            };
        };
    };
    revoke_api_v1_tokens__id__delete: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    webhooks_api_v1_webhooks_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
        };
    };
    create_api_v1_webhooks_post: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookBody"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
        };
    };
    webhook_api_v1_webhooks__id__get: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["WebhookLine"];
                };
            };
        };
    };
    remove_api_v1_webhooks__id__delete: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Made"];
                };
            };
        };
    };
    change_api_v1_webhooks__id__patch: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["WebhookWritten"];
                };
            };
        };
    };
    attempts_api_v1_webhooks__id__attempts_get: {
        parameters: {
            query?: {
                accepted?: boolean | null;
                /** @description The `next` of the page before */
                after?: number;
                community?: string | null;
                limit?: number;
                position?: number | null;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Numbered_AttemptLine_"];
                };
            };
        };
    };
    lines_api_v1_webhooks__id__lines_get: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                after?: string;
                limit?: number;
                state?: ("delivered" | "waiting" | "retrying" | "parked") | null;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Page_Standing_"];
                };
            };
        };
    };
    pause_api_v1_webhooks__id__pause_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["WebhookWritten"];
                };
            };
        };
    };
    redeliver_api_v1_webhooks__id__redeliveries_post: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeliveryBody"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["WebhookWritten"];
                };
            };
        };
    };
    resume_api_v1_webhooks__id__resume_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["WebhookWritten"];
                };
            };
        };
    };
    rotate_api_v1_webhooks__id__secret_post: {
        parameters: {
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                id: string;
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretBody"] | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["SecretMade"];
                };
            };
        };
    };
    test_api_v1_webhooks__id__test_post: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Tested"];
                };
            };
        };
    };
    unpark_api_v1_webhooks__id__unpark_post: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UnparkBody"] | null;
            };
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Unparked"];
                };
            };
        };
    };
    calendar_calendars__secret__ics_get: {
        parameters: {
            query?: {
                /** @description `events` for programs that show no to-dos */
                deadlines?: "todos" | "events";
                /** @description The language of its texts */
                lang?: "zh" | "en";
            };
            header?: {
                "if-none-match"?: string | null;
            };
            path: {
                secret: string;
            };
        };
        responses: {
            /** @description Slots as VEVENT, deadlines as VTODO; the same bytes until it changes */
            200: {
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Nothing changed since the `ETag` in `If-None-Match` */
            304: {
            };
        };
    };
    healthz_healthz_get: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
        };
    };
    metrics_metrics_get: {
        parameters: {
        };
        responses: {
            /** @description Counts of all processes, and how the store stands */
            200: {
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    readyz_readyz_get: {
        parameters: {
        };
        responses: {
            /** @description Done */
            200: {
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
        };
    };
}
