import DatabaseTesting
import Storage
import Testing

/// What the lists and look-ups of the platform ask, on SQLite's planner: none may read a whole table.
@Suite(.database) struct QueryPlanTests {
  private static let questions: [SQL] = [
    "SELECT * FROM settlement WHERE id < 9 AND asset_id = 7 ORDER BY id DESC LIMIT 21",
    "SELECT asset_id, day FROM clearing_sum WHERE merchant_id = 7 AND settlement_id = 0",
    "SELECT * FROM money_entry WHERE (day, id) < (9, 5) AND day >= 7 ORDER BY day DESC, id DESC LIMIT 21",
    """
    SELECT * FROM money_entry WHERE (day, id) < (9, 5) AND day >= 7 AND party_id = 7
    ORDER BY day DESC, id DESC LIMIT 21
    """,
    """
    SELECT * FROM money_entry WHERE (day, id) < (9, 5) AND day >= 7 AND kind = 4
    ORDER BY day DESC, id DESC LIMIT 21
    """,
    """
    SELECT DISTINCT p.day, p.entry_id FROM money_posting p JOIN money_entry e ON e.id = p.entry_id
    WHERE p.debit = 1002 AND (p.day, p.entry_id) > (7, 5) AND p.day <= 9 AND e.kind = 4
    ORDER BY p.day, p.entry_id LIMIT 21
    """,
    """
    SELECT DISTINCT day, entry_id FROM money_posting WHERE credit = 1002 AND (day, entry_id) > (7, 5)
    ORDER BY day, entry_id LIMIT 21
    """,
    "SELECT * FROM money_entry WHERE day BETWEEN 7 AND 9",
    "SELECT 1 FROM money_entry WHERE source_id = 7 AND source_id > 0 AND kind = 3",
    "SELECT id FROM money_entry WHERE source_id = 0 AND kind = 1 AND day BETWEEN 7 AND 9 AND party_id = 7",
    "SELECT sum(sides) FROM money_month WHERE party_id = 7 AND month BETWEEN 7 AND 9",
    "SELECT month FROM money_month WHERE account IN (605101, 605102) AND month BETWEEN 7 AND 9",
    "SELECT sum(debit) FROM money_month_total WHERE month < 9",
    "SELECT debit FROM money_day_total WHERE day BETWEEN 7 AND 9",
    "SELECT debit FROM money_day_total WHERE day BETWEEN 7 AND 9 AND account = 190101",
    "SELECT credit - debit FROM money_balance WHERE account IN (112201, 112202)",
    "SELECT price FROM clearing_sum WHERE merchant_id = -1 AND day BETWEEN 7 AND 9",
    "SELECT net FROM settlement WHERE last_day BETWEEN 7 AND 9",
    """
    SELECT merchant_id, currency, sum(net) FROM settlement
    WHERE state <> 'paid' AND net <> 0 AND (merchant_id, currency) > (7, 'CNY')
    GROUP BY merchant_id, currency ORDER BY merchant_id, currency LIMIT 21
    """,
    "SELECT * FROM settlement_adjustment WHERE day > 6 AND day <= 7",
    "SELECT min(day) FROM clearing_day WHERE day > 7",
    "SELECT asset_id, day FROM clearing_line WHERE merchant_id = 7 AND day >= 9",
    "SELECT min(day) FROM clearing_line", "SELECT transaction_id, asset_id FROM clearing_line WHERE day = 7",
    """
    SELECT * FROM settlement_terms WHERE merchant_id = 7 AND asset_id = 1 AND from_day <= 9
    ORDER BY merchant_id, asset_id, version DESC LIMIT 1
    """,
    "SELECT asset_id, amount FROM settlement_adjustment WHERE merchant_id = 7 AND settlement_id = 0",
    "SELECT * FROM settlement WHERE id < 9 AND merchant_id = 7 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM settlement WHERE id < 9 AND state = 'reviewed' ORDER BY id DESC LIMIT 21",
    """
    SELECT role, price FROM clearing_line
    WHERE merchant_id = 7 AND day BETWEEN 1 AND 9 AND asset_id = 1 AND store_id = 3
    """,
    """
    SELECT l.merchant_id, l.asset_id, l.day, s.id, s.state
    FROM clearing_line l LEFT JOIN settlement s ON s.merchant_id = l.merchant_id
      AND s.asset_id = l.asset_id AND s.last_day >= l.day AND s.first_day <= l.day
    WHERE l.transaction_id = 5 AND EXISTS (SELECT 1 FROM settlement_terms t
      WHERE t.merchant_id = l.merchant_id AND t.asset_id = l.asset_id)
    """,
    """
    SELECT * FROM clearing_line WHERE merchant_id = 7 AND day BETWEEN 1 AND 9 AND asset_id = 1
      AND (day, transaction_id, role) > (1, 5, 1) ORDER BY day, transaction_id, role LIMIT 500
    """,
    "SELECT * FROM clearing_sum WHERE settlement_id = 7 AND settlement_id > 0",
    "SELECT * FROM member WHERE id < 9 AND status = 'frozen' ORDER BY id DESC LIMIT 21",
    "SELECT * FROM member WHERE id < 9 AND id >= 5 AND created_at >= 5 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM member WHERE code_number = 7",
    "SELECT tag_id FROM member_tag WHERE member_id IN (7, 8) AND merchant_id IN (0, 9)",
    "SELECT * FROM tag WHERE merchant_id = 7 ORDER BY name", "SELECT * FROM tag WHERE name IN ('VIP')",
    """
    SELECT member_id FROM member_identity
    WHERE kind = 'phone' AND merchant_id = 0 AND provider = '' AND value = '+8613800138000'
    """,
    "SELECT * FROM agent WHERE merchant_id < 9 ORDER BY merchant_id DESC LIMIT 21",
    "SELECT * FROM agent WHERE parent_id = 7 AND is_active = 1 LIMIT 1",
    """
    SELECT DISTINCT merchant_id FROM looked_after WHERE agent_id = 7 AND merchant_id < 9
    ORDER BY merchant_id DESC LIMIT 21
    """,
    "DELETE FROM looked_after WHERE merchant_id = 7 AND asset_id = 1",
    "SELECT 1 FROM bank_line WHERE account = 'a' AND line_key = 'k' AND result = 'returned'",
    "SELECT * FROM partner WHERE app_key = 'k' AND app_key <> ''",
    "SELECT * FROM partner_rate WHERE in_force_until > 7",
    "SELECT * FROM partner_exchange WHERE id < 9 AND partner_id = 7 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM partner_exchange WHERE id < 9 AND state = 'unknown' ORDER BY id DESC LIMIT 21",
    "SELECT * FROM partner_exchange WHERE member_id = 7 ORDER BY id DESC LIMIT 20",
    "SELECT * FROM partner_exchange WHERE partner_id = 7 AND their_key = 'k'",
    "SELECT * FROM partner_exchange WHERE partner_id = 7 AND day = 8 ORDER BY id",
    """
    SELECT id FROM partner_exchange WHERE partner_id = 7 AND finished_at IS NULL AND next_try_at <= 8
    ORDER BY next_try_at, id LIMIT 8
    """,
    "SELECT min(next_try_at) FROM partner_exchange WHERE partner_id = 7 AND finished_at IS NULL",
    "SELECT * FROM linked_account WHERE id < 9 AND partner_id = 7 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM linked_account WHERE id < 9 AND member_id = 7 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM linked_account WHERE id < 9 AND account = 'a' ORDER BY id DESC LIMIT 21",
    "SELECT * FROM linked_account WHERE partner_id = 7 AND account = 'a' AND ended_at IS NULL",
    "SELECT * FROM linked_account WHERE partner_id = 7 AND way = 'code' AND proof = 'p'",
    "SELECT * FROM bring_in WHERE link_id = 7", "DELETE FROM link_code WHERE window_started_at < 7",
    "SELECT * FROM bring_in WHERE link_id IN (SELECT id FROM linked_account WHERE member_id = 7)",
    """
    SELECT link_id FROM bring_in WHERE state = 'asking' AND next_try_at <= 7
    ORDER BY next_try_at, link_id LIMIT 16
    """,
    "SELECT * FROM partner_day WHERE partner_id = 7 ORDER BY day DESC LIMIT 31",
    "SELECT * FROM partner_day WHERE state = 'waiting' AND next_try_at <= 7",
    "SELECT * FROM points_card WHERE code_hash = x'00'",
    "SELECT state, count(*) FROM points_card WHERE batch_id = 7 GROUP BY batch_id, state",
    "UPDATE points_card SET state = 'voided' WHERE batch_id = 7 AND state = 'active'",
    "UPDATE points_card SET state = 'redeemed' WHERE key_high = 7 AND key_low = 8 AND state = 'redeeming'",
    """
    SELECT key_high FROM points_card WHERE state = 'redeeming' AND changed_at < 7
    ORDER BY changed_at LIMIT 500
    """,
    "SELECT * FROM points_card_activation WHERE state = 'pending' ORDER BY id LIMIT 100",
    "SELECT * FROM points_card_activation WHERE batch_id = 7 ORDER BY id DESC LIMIT 100",
    "SELECT * FROM points_card_batch WHERE state IN ('voiding', 'expiring') LIMIT 100",
    "DELETE FROM points_card_failure WHERE last_at < 7",
    "SELECT * FROM card WHERE number = '8800123412341234'",
    "SELECT * FROM card WHERE member_id = 7 ORDER BY id DESC LIMIT 100",
    "SELECT * FROM card WHERE batch_id = 7 AND id > 8 ORDER BY id LIMIT 1000",
    """
    SELECT id FROM card WHERE expires_at <= 7 AND status IN ('issued', 'active', 'lost')
    ORDER BY expires_at LIMIT 5000
    """,
    "SELECT * FROM card_batch WHERE state = 'making' ORDER BY id LIMIT 1",
    "SELECT * FROM card_batch WHERE id < 9 ORDER BY id DESC LIMIT 21",
    """
    SELECT card_binding.id, coalesce(member.merged_into, into_member)
    FROM card_binding JOIN member ON member.id = into_member
    WHERE finished_at IS NULL AND card_binding.created_at >= 0 ORDER BY card_binding.created_at LIMIT 1000
    """,
    """
    SELECT 1 FROM approval JOIN member_merge
      ON member_merge.merged_by = approval.id OR member_merge.separated_by = approval.id
    WHERE approval.state = 'approved' AND approval.operation IN ('member.merge', 'member.separate')
      AND approval.id <> 5 AND (member_merge.member_id IN (7, 8) OR member_merge.survivor_id IN (7, 8)
        OR member_merge.record_id IN (7, 8)) LIMIT 1
    """,
    """
    SELECT other.id FROM member AS other JOIN member AS merged ON other.merged_into = merged.merged_into
    WHERE merged.id = 7 AND other.id <> 7
      AND NOT EXISTS (SELECT 1 FROM member_merge WHERE member_id = other.id)
    """,
    "SELECT * FROM card_ending WHERE created_at >= 0 ORDER BY created_at LIMIT 1000",
    "SELECT * FROM store WHERE merchant_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM terminal WHERE merchant_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM terminal WHERE merchant_id = 7 AND store_id = 8 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM api_key WHERE secret_hash = x'00'",
    "DELETE FROM key_gift WHERE day < 7",
    "DELETE FROM key_day WHERE day < 7",
    "DELETE FROM key_gift WHERE key_id = 7 AND key_high = 1 AND key_low = 2 AND request_hash = 3",
    "SELECT * FROM api_key WHERE merchant_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM operator_user WHERE merchant_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM approval WHERE state = 'requires_review' AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM approval WHERE answerable_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM feedback WHERE id < 9 AND merchant_id = 7 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM audit_log WHERE subject = 'member/7' AND number < 9 ORDER BY number DESC LIMIT 21",
    "SELECT * FROM session WHERE id_hash = x'00' AND face = 'operator'",
    "SELECT * FROM acquiring_case WHERE merchant_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM acquiring_case WHERE state = 'open' AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM acquiring_case WHERE source = 'day_file' AND subject_key = 'x'",
    "SELECT * FROM device WHERE merchant_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM device WHERE key_id = 7",
    "SELECT * FROM device WHERE terminal_id = 7 AND state = 'active'",
    "SELECT * FROM signing_credential WHERE key_id = 7 ORDER BY id DESC LIMIT 2",
    "DELETE FROM signature_nonce WHERE expires_at <= 7",
    "DELETE FROM device_session WHERE idle_ends_at <= 7",
    """
    SELECT * FROM day_file WHERE merchant_id = 7 AND state <> 'receiving' AND id < 9
    ORDER BY id DESC LIMIT 21
    """,
    "SELECT * FROM day_file WHERE state = 'received' ORDER BY id LIMIT 1",
    "SELECT 1 FROM day_file_line WHERE merchant_id = 7 AND transaction_id = 8 AND state IN ('agreed')",
    "SELECT * FROM day_file_line WHERE file_id = 7 AND number > 8 ORDER BY number LIMIT 500",
    "SELECT state, count(*) FROM day_file_line WHERE file_id = 7 GROUP BY state",
    "SELECT * FROM member_session WHERE token_hash = x'00' AND idle_ends_at > 5",
    "SELECT * FROM member_session WHERE member_id = 7 AND idle_ends_at > 5",
    "DELETE FROM member_session WHERE idle_ends_at <= 7",
    """
    SELECT key_high, key_low, request_hash FROM transfer_claim
    WHERE is_settled = 0 AND claimed_at < 7 ORDER BY claimed_at LIMIT 500
    """,
    "DELETE FROM transfer_claim WHERE day < 7 AND is_settled = 1",
    "DELETE FROM transfer_link WHERE day < 7", "DELETE FROM transfer_reach WHERE day < 7",
    "SELECT proven_at FROM member_session WHERE id = 7",
    "SELECT * FROM exchange_rate WHERE in_force_until > 7 AND in_force_from < in_force_until",
    """
    SELECT * FROM exchange_rate WHERE from_asset = 1 AND into_asset = 2 AND in_force_from <= 7
      AND in_force_until > 7 ORDER BY version DESC LIMIT 1
    """,
    "SELECT 1 FROM exchange_rate WHERE approval_id = 7 LIMIT 1",
    "SELECT count(*) FROM exchange_quote WHERE member_id = 7 AND made_at > 8",
    "DELETE FROM exchange_quote WHERE ends_at < 7", "SELECT * FROM exchange_quote WHERE id = 7",
    """
    SELECT key_high, key_low, request_hash FROM exchange_claim
    WHERE is_settled = 0 AND claimed_at < 7 ORDER BY claimed_at LIMIT 500
    """,
    "DELETE FROM exchange_claim WHERE day < 7 AND is_settled = 1", "DELETE FROM exchange_total WHERE day < 7",
    "SELECT * FROM program_service WHERE asset_id = 1",
    "SELECT * FROM pool WHERE id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT id FROM pool WHERE id > 0 AND (status = 'closing' OR turn_id <> 0) ORDER BY id LIMIT 100",
    "SELECT * FROM pool WHERE account_id IN (7, 8)",
    "SELECT * FROM pool_person WHERE pool_id = 7 AND status IN ('in', 'leaving') LIMIT 200",
    "SELECT * FROM pool_person WHERE member_id = 7 AND pool_id = 8 AND status = 'in'",
    "SELECT * FROM pool_person WHERE member_id = 7 AND status = 'invited' ORDER BY id LIMIT 20",
    "SELECT 1 FROM pool_person WHERE member_id = 7 AND asset_id = 1 AND kind = 'company' AND status = 'in'",
    "SELECT * FROM pool_person WHERE status = 'in' AND code_number = 7",
    "SELECT person_id FROM pool_claim WHERE transaction_id IN (7, 8) AND transaction_id <> 0",
    "SELECT 1 FROM pool_claim WHERE pool_id = 7 AND is_settled = 0 AND way IN ('in') LIMIT 1",
    "SELECT key_high FROM pool_claim WHERE is_settled = 0 AND claimed_at < 7 ORDER BY claimed_at LIMIT 500",
    "DELETE FROM pool_total WHERE day < 7", "DELETE FROM used_pool_code WHERE step < 7",
    "SELECT * FROM points_order WHERE member_id = 7 AND request = 'own a'",
    "SELECT * FROM points_order WHERE id < 9 AND member_id = 7 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM points_order WHERE id < 9 AND state = 'paid' ORDER BY id DESC LIMIT 21",
    "SELECT * FROM points_order WHERE state = 'waiting' AND ends_at <= 7 LIMIT 500",
    "SELECT * FROM points_order WHERE state IN ('paid', 'returning') AND changed_at < 7 LIMIT 500",
    """
    SELECT 1 FROM points_order
    WHERE (member_id = 7 OR receiver_id = 7) AND state IN ('paid', 'returning') LIMIT 1
    """,
    "SELECT * FROM points_order WHERE id < 9 AND receiver_id = 7 ORDER BY id DESC LIMIT 21",
    """
    SELECT * FROM points_order WHERE id IN (SELECT id FROM points_order WHERE member_id = 7
      UNION ALL SELECT id FROM points_order WHERE receiver_id = 7) ORDER BY id
    """,
    "UPDATE points_order SET receiver_id = 8 WHERE receiver_id = 7",
    """
    UPDATE points_order SET receiver_id = NULL, words = ''
    WHERE member_id = 7 AND receiver_id = 8 OR member_id = 8 AND receiver_id = 7
    """,
    """
    SELECT points_order.id, giver.name FROM points_order
    LEFT JOIN member_profile AS giver ON giver.member_id = points_order.member_id
    WHERE points_order.id IN (7, 8) AND receiver_id IS NOT NULL
    """,
    "UPDATE points_order SET member_id = 8 WHERE member_id = 7",
    "SELECT * FROM points_block WHERE merchant_id = 7 AND request = 'a'",
    "SELECT * FROM points_block WHERE id < 9 AND merchant_id = 7 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM points_block WHERE id < 9 AND state = 'waiting' ORDER BY id DESC LIMIT 21",
    "SELECT id FROM points_block WHERE state = 'waiting' AND ends_at <= 7 LIMIT 500",
    """
    SELECT * FROM points_block WHERE merchant_id IN (7, 8) AND number IS NOT NULL AND booked_day <= 9
    ORDER BY merchant_id, asset_id, number
    """,
    "SELECT merchant_id, asset_id, 0 FROM points_block WHERE booked_day = 7",
    "SELECT * FROM issuing_funding WHERE merchant_id IN (7, 8)",
    """
    SELECT * FROM issuing_funding WHERE merchant_id = 7 AND fallen > 0 ORDER BY asset_id LIMIT 50
    """,
    """
    SELECT * FROM issuing_funding WHERE fallen > 0 ORDER BY fallen DESC, merchant_id, asset_id LIMIT 50
    """,
    """
    UPDATE funding_notice SET tries = tries + 1 WHERE (merchant_id, asset_id, number) IN (
      SELECT merchant_id, asset_id, number FROM funding_notice
      WHERE state = 'waiting' AND next_try_at <= 7 ORDER BY next_try_at LIMIT 50)
    """,
    """
    UPDATE settlement_notice SET tries = tries + 1 WHERE settlement_id IN (
      SELECT settlement_id FROM settlement_notice WHERE state = 'waiting' AND next_try_at <= 7
      ORDER BY next_try_at LIMIT 50)
    """,
    """
    UPDATE settlement_notice SET state = 'failed' WHERE state = 'waiting' AND next_try_at <= 7 AND tries >= 8
    """,
    "UPDATE funding_notice SET state = 'failed' WHERE state = 'waiting' AND next_try_at <= 7 AND tries >= 8",
    "SELECT points, money FROM prepaid_day WHERE merchant_id = 7 AND asset_id = 1 ORDER BY day DESC LIMIT 1",
    "SELECT day FROM prepaid_day WHERE day BETWEEN 7 AND 9",
    "SELECT 1 FROM points_order WHERE payment = 'p'",
    """
    SELECT asset_id, sum(points) FROM points_order
    WHERE asset_id IN (1, 2) AND paid_at >= 7 AND paid_at < 9 GROUP BY asset_id
    """,
    """
    SELECT asset_id, sum(minor_units) FROM points_order
    WHERE asset_id IN (1, 2) AND repaid_at >= 7 AND repaid_at < 9 GROUP BY asset_id
    """,
    """
    SELECT asset_id, sum(minor_units) FROM points_order
    WHERE asset_id IN (1, 2) AND state IN ('declined', 'returned') AND repaid_at IS NULL GROUP BY asset_id
    """,
    """
    SELECT points FROM service_total WHERE member_id = 7 AND asset_id = 1 AND service = 'reinstating'
      AND period = 'day' AND number = 9
    """,
    "DELETE FROM service_total WHERE period = 'month' AND number < 7",
    """
    SELECT key_high, key_low, request_hash FROM service_claim
    WHERE is_settled = 0 AND claimed_at < 7 ORDER BY claimed_at LIMIT 500
    """,
    "DELETE FROM service_claim WHERE day < 7 AND is_settled = 1",
    "DELETE FROM member_sign_in_failure WHERE last_at < 7",
    "DELETE FROM member_code_count WHERE window_started_at <= 7",
    "SELECT member_id FROM member_departure WHERE state = 'left' ORDER BY member_id LIMIT 100",
    "SELECT * FROM feedback WHERE member_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM feedback WHERE id < 9 AND state = 'open' ORDER BY id DESC LIMIT 21",
    "SELECT * FROM feedback WHERE id < 9 AND merchant_id = 7 AND state = 'open' ORDER BY id DESC LIMIT 21",
    "SELECT * FROM message WHERE member_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT count(*) FROM message WHERE member_id = 7 AND is_read = 0",
    """
    SELECT id FROM message_delivery WHERE state = 'waiting' AND next_try_at <= 5
    ORDER BY next_try_at, id LIMIT 50
    """,
    "SELECT * FROM message_delivery WHERE state = 'failed' AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM qualifying_day WHERE asset_id = 1 AND member_id IN (7, 8) AND day >= 5 AND day <= 9",
    "SELECT 1 FROM qualifying_purchase WHERE asset_id = 1 AND member_id = 7",
    "SELECT * FROM qualifying_heir WHERE member_id IN (7, 8)",
    "SELECT * FROM first_purchase WHERE asset_id = 1 AND member_id = 7 AND merchant_id IN (0, 5)",
    "SELECT * FROM first_purchase WHERE is_settled = 0 AND claimed_at < 5 LIMIT 500",
    "DELETE FROM first_purchase WHERE key_high = 1 AND key_low = 2 AND request_hash = 3",
    "SELECT birthday FROM member_birthday WHERE member_id IN (7, 8)",
    """
    SELECT member_id FROM member_birthday WHERE birthday = 229 AND member_id > 7
      AND NOT EXISTS (SELECT 1 FROM member WHERE id = member_id AND merged_into IS NOT NULL)
    ORDER BY member_id LIMIT 500
    """,
    """
    SELECT partner_id, day FROM partner_day WHERE state = 'waiting' AND next_try_at <= 7
    ORDER BY next_try_at LIMIT 1000
    """,
    "SELECT min(day) FROM partner_exchange WHERE partner_id = 7",
    "SELECT day FROM partner_day WHERE partner_id = 7 AND day BETWEEN 1 AND 9",
    "SELECT * FROM tier_standing WHERE next_look <= 5 ORDER BY next_look, asset_id, number LIMIT 9",
    "SELECT level, count(*) FROM tier_standing WHERE asset_id = 1 AND number = 2 GROUP BY level",
    "SELECT level FROM tier_standing WHERE member_id = 7",
    "SELECT * FROM tier_change WHERE member_id = 7 ORDER BY id DESC LIMIT 100",
    "DELETE FROM expiry_notice WHERE expires_at <= 5",
    """
    SELECT * FROM discount_rule WHERE merchant_id = 7 AND asset_id = 1 AND in_force_until > 5
      AND in_force_from <= 5 ORDER BY number, version
    """,
    "SELECT * FROM discount_rule WHERE asset_id = 1 AND number = 2 ORDER BY version DESC LIMIT 1",
    "SELECT number FROM discount_rule WHERE approval_id = 7",
    "SELECT type_id FROM card WHERE member_id = 7 AND status = 'active' AND type_id IS NOT NULL",
    """
    SELECT day, given FROM store_day
    WHERE merchant_id = 7 AND store_id IN (0, 8) AND asset_id = 9 AND day BETWEEN 1 AND 31
    """,
    """
    SELECT member_id FROM store_member WHERE merchant_id = 7 AND store_id = 0 AND member_id < 9
    ORDER BY member_id DESC LIMIT 21
    """,
    "SELECT id FROM member WHERE merchant_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT seen_at FROM pos_terminal WHERE terminal_id IN (7, 8)",
    "SELECT seen_at FROM seat_browser WHERE terminal_id IN (7, 8) AND ended_at IS NULL",
    "SELECT * FROM import_file WHERE id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM import_file WHERE state = 'uploaded' ORDER BY id LIMIT 1",
    "SELECT id FROM import_file WHERE id < 9 AND removed_at IS NULL AND state NOT IN ('waiting') LIMIT 1000",
    """
    SELECT * FROM import_file WHERE state = 'waiting' AND approval_id IN
      (SELECT id FROM approval WHERE id = import_file.approval_id AND state <> 'requires_review')
    ORDER BY id LIMIT 100
    """,
    "SELECT * FROM member_note WHERE member_id = 7 ORDER BY number DESC LIMIT 20",
    """
    SELECT member_id FROM member_identity
    WHERE kind = 'own' AND merchant_id IN (5, 6) AND provider = '' AND value = 'x'
    """,
    "SELECT * FROM merchant_profile WHERE registration = 'x'",
    """
    SELECT * FROM merchant_terms_version WHERE merchant_id = 7 ORDER BY asset_id DESC, version DESC LIMIT 100
    """,
    "SELECT * FROM merchant_application WHERE request_hash = x'00'",
    "SELECT * FROM merchant_application WHERE state = 'applied' AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM merchant_invitation WHERE code_hash = x'00' AND ends_at > 5 AND user_id IS NULL",
    "SELECT count(*) FROM merchant_invitation WHERE application_id = 7 AND user_id IS NOT NULL",
    """
    UPDATE application_letter SET tries = tries + 1 WHERE (id) IN (
      SELECT id FROM application_letter WHERE state = 'waiting' AND next_try_at <= 5
      ORDER BY next_try_at LIMIT 50)
    """,
    "DELETE FROM application_count WHERE window_started_at <= 7",
    """
    SELECT id FROM webhook_delivery WHERE endpoint_id = 7 AND state = 'waiting' AND next_try_at <= 5
    ORDER BY next_try_at, id LIMIT 8
    """,
    "SELECT * FROM webhook_delivery WHERE merchant_id = 0 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT id FROM webhook_delivery WHERE id < 9 ORDER BY id LIMIT 1000",
    "DELETE FROM webhook_attempt WHERE delivery_id IN (7, 8)",
    "DELETE FROM webhook_delivery WHERE id IN (7, 8)",
    "SELECT * FROM webhook_delivery WHERE endpoint_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    """
    SELECT * FROM webhook_delivery WHERE merchant_id = 7 AND state = 'failed' AND id < 9
    ORDER BY id DESC LIMIT 21
    """,
    "SELECT * FROM webhook_endpoint WHERE merchant_id = 7 AND state <> 'removed' ORDER BY id DESC",
    "SELECT * FROM job_run WHERE name = 'events' AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM job_run WHERE id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM export_file WHERE user_id = 7 AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM saved_view WHERE merchant_id = 7 AND list = '/operator/members' ORDER BY id LIMIT 100",
    "SELECT hidden FROM list_columns WHERE user_id = 7 AND list = '/operator/members'",
    "SELECT * FROM program_version WHERE asset_id = 7 ORDER BY number DESC LIMIT 20",
    "SELECT 1 FROM program_version WHERE applied_at IS NULL AND effective_at <= 5 LIMIT 1",
    "SELECT 1 FROM program_version WHERE approval_id = 7",
    """
    SELECT merchant_id FROM merchant_program WHERE asset_id = 7 AND merchant_id > 8
    ORDER BY merchant_id LIMIT 21
    """,
    """
    SELECT kind, owner, sum(amount) FROM account_day WHERE asset_id = 7 AND day <= 9
    GROUP BY kind, owner ORDER BY kind, owner
    """,
    """
    SELECT day, amount FROM account_day WHERE asset_id = 7 AND kind = 5 AND owner = 8
    ORDER BY day DESC LIMIT 31
    """,
    "SELECT * FROM publication WHERE id < 9 AND merchant_id = 7 AND kind = 'promotion' ORDER BY id DESC",
    "SELECT * FROM publication WHERE id < 9 AND state = 'submitted' ORDER BY id DESC LIMIT 21",
    """
    SELECT * FROM publication WHERE id < 9 AND kind = 'promotion' AND state = 'approved' AND starts_at <= 5
      AND ends_at > 5 ORDER BY id DESC LIMIT 21
    """,
    "SELECT * FROM publication WHERE merchant_id = 7 AND kind = 'brief' AND state = 'approved'",
    "SELECT * FROM announcement WHERE state = 'published' AND id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT 1 FROM pos_terminal WHERE seen_at < 5 LIMIT 10001",
    "SELECT sum(issued) FROM daily_total WHERE asset_id = 7 AND day BETWEEN 1 AND 31 AND merchant_id > 0",
    "SELECT * FROM agent WHERE merchant_id IN (7, 8)",
    "SELECT * FROM agent WHERE parent_id = 7",
    "SELECT * FROM bank_file WHERE sha256 = x'00'",
    "SELECT * FROM bank_file WHERE id < 9 ORDER BY id DESC LIMIT 21",
    "SELECT * FROM bank_statement WHERE file_id = 7 ORDER BY number LIMIT 10000",
    "SELECT result, count(*) FROM bank_line WHERE file_id = 7 GROUP BY result",
    "SELECT * FROM bank_line WHERE file_id = 7 AND number > 8 ORDER BY number LIMIT 50",
    "SELECT amount FROM bank_line WHERE account = 'A' AND line_key = 'B1' AND is_first = 1",
    "SELECT 1 FROM bank_line WHERE settlement_id = 7 AND is_standing = 1",
    "SELECT * FROM settlement WHERE bank_reference <> '' AND bank_reference IN ('B1', 'B2')",
    """
    SELECT * FROM settlement WHERE id IN (SELECT settlement_id FROM bank_line
      WHERE reference = 'x' AND account = 'A' AND is_standing = 1) ORDER BY id
    """,
    """
    SELECT * FROM settlement WHERE net = 7 AND currency = 'CNY' AND state IN ('approved', 'paid')
      AND last_day < 9 AND due_day >= 5
      AND NOT EXISTS (SELECT 1 FROM bank_line WHERE settlement_id = settlement.id AND is_standing = 1)
    """,
    """
    SELECT * FROM settlement WHERE state = 'paid' AND currency = 'CNY' AND paid_on >= 5 AND paid_on <= 9
      AND NOT EXISTS (SELECT 1 FROM bank_line WHERE settlement_id = settlement.id AND is_standing = 1)
      AND NOT EXISTS (SELECT 1 FROM acquiring_case WHERE source = 'bank_file'
        AND subject_key = 'missing ' || settlement.id || ' ' || settlement.bank_reference)
    ORDER BY paid_on LIMIT 500
    """,
    "SELECT created_at FROM acquiring_case WHERE source = 'bank_file' AND state IN ('open', 'proposed')",
    "DELETE FROM session WHERE user_id = 7",
    "DELETE FROM session WHERE idle_ends_at <= 7",
    "DELETE FROM used_member_code WHERE step < 7",
    "DELETE FROM sign_in_failure WHERE last_at < 7",
  ]

  @Test func `no list or look-up reads a whole table or sorts`() async throws {
    let database = try TestDatabase.open()
    guard database.dialect == .sqlite else { return }
    for question in Self.questions {
      let plan = try await database.read { tx in
        try tx.query("EXPLAIN QUERY PLAN " + question) { $0[3] as String }
      }
      for step in plan {
        #expect(!step.hasPrefix("SCAN") && !step.contains("TEMP B-TREE"), "\(step) in \(question.parts)")
      }
    }
  }
}
