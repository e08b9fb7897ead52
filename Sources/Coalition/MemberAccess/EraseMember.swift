internal import Ledger
internal import Storage

extension Coalition {
  /// Deletes everything that tells who a member was, also under the accounts that were merged into theirs, in
  /// one commit; again without effect.
  ///
  /// What remains is the surrogate, its departure with its date, the consent that was given, and the books.
  func erase(_ member: MemberID) async throws {
    let now = clock.now()
    let countryCode = settings.countryCode
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      let members = try tx.query("SELECT id FROM member WHERE id = \(member) OR merged_into = \(member)") {
        $0[0] as MemberID
      }
      // Codes and failures are kept by keyed hashes of the numbers: they go too.
      let contacts = try tx.query(
        """
        SELECT kind, value FROM member_identity
        WHERE member_id IN (\(members)) AND kind IN ('phone', 'email')
        """
      ) { (kind: $0[0] as String, value: $0[1] as String) }
      for contact in contacts {
        let identity: MemberIdentity = contact.kind == "phone" ? .phone(contact.value) : .email(contact.value)
        let recipient = recipientHash(try identity.columns(countryCode: countryCode))
        try tx.execute("DELETE FROM one_time_code WHERE recipient_hash = \(recipient)")
      }
      try tx.execute(
        """
        DELETE FROM feedback_entry
        WHERE feedback_id IN (SELECT id FROM feedback WHERE member_id IN (\(members)))
        """)
      for table in Self.personalTables {
        try tx.execute("DELETE FROM \(identifier: table) WHERE member_id IN (\(members))")
      }
      try tx.execute(
        """
        UPDATE card SET status = 'closed', member_id = NULL, updated_at = \(now)
        WHERE member_id IN (\(members)) AND status <> 'replaced'
        """)
      // Where their points went stays in the partner's account; what they are called there is theirs,
      // and asked about until it is certain.
      try tx.execute(
        """
        UPDATE partner_exchange SET account = '', proof = ''
        WHERE member_id IN (\(members)) AND finished_at IS NOT NULL
        """)
      // That something was brought in once is kept by a hash.
      try tx.endLinks("member_id IN (\(members))", because: .left, at: now)
      try tx.execute("UPDATE linked_account SET account = '' WHERE member_id IN (\(members))")
      try tx.execute("UPDATE card SET member_id = NULL WHERE member_id IN (\(members))")
      try tx.eraseGiftWords(of: members)
      try tx.execute(
        """
        UPDATE pool SET name = '-' WHERE status = 'closed'
          AND id IN (SELECT pool_id FROM pool_person WHERE member_id IN (\(members)))
        """)
      let isNew = try tx.execute(
        """
        UPDATE member_departure SET state = 'left', erased_at = \(now)
        WHERE member_id = \(member) AND state = 'leaving'
        """)
      guard isNew == 1 else { return }
      try append(
        Change(action: "member.erase", subject: "member/\(member.rawValue)", after: "personal data erased"),
        by: .system, in: tx)
    }
    try await database.eraseTraces()
  }

  /// The tables of which a member's rows are personal; a new one that names members belongs here or tells in
  /// a test why it does not.
  static let personalTables = [
    "member_profile", "member_birthday", "member_identity", "member_pin", "member_password", "member_session",
    "used_member_code", "feedback", "message_delivery", "message", "message_preference", "expiry_notice",
    // What of theirs a merge moved.
    "merged_belonging",
    // Which accounts elsewhere they meant to link.
    "link_code",
    // What somebody bought tells much; the books keep the amounts.
    "purchase_item",
    // What staff wrote about them.
    "member_note", "member_tag",
    // How they rose and fell; where they stand follows from the books.
    "tier_change", "tier_standing",
  ]
}

extension Storage.Transaction {
  /// Removes what was written with a gift, by the members or to them, also where its receiver reads it.
  fileprivate func eraseGiftWords(of members: [MemberID]) throws {
    let receivers = try query(
      """
      SELECT DISTINCT receiver_id FROM points_order
      WHERE member_id IN (\(members)) AND receiver_id IS NOT NULL
      """
    ) { $0[0] as MemberID }
    if !receivers.isEmpty {
      try execute(
        """
        UPDATE message SET words = ''
        WHERE words <> '' AND member_id IN (
          SELECT id FROM member WHERE id IN (\(receivers)) OR merged_into IN (\(receivers)))
          AND transaction_id IN (
            SELECT transaction_id FROM points_order
            WHERE member_id IN (\(members)) AND receiver_id IS NOT NULL)
        """)
    }
    try execute(
      """
      UPDATE points_order SET words = ''
      WHERE words <> '' AND (member_id IN (\(members)) OR receiver_id IN (\(members)))
      """)
  }
}
