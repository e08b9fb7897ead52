// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var memberActs: String { text("member.acts") }
  var memberActsNote: String { text("member.acts_note") }
  var memberBalance: String { text("member.balance") }
  var memberCards: String { text("member.cards") }
  var memberDebt: String { text("member.debt") }
  var memberDebtNote: String { text("member.debt_note") }
  var memberDetail: String { text("member.detail") }
  var memberDetailNote: String { text("member.detail_note") }
  func memberDeviceSeen(entered: String, seen: String) -> String {
    text(
      "member.device_seen", ["entered": .text(entered), "seen": .text(seen)])
  }
  var memberDevices: String { text("member.devices") }
  var memberEarned: String { text("member.earned") }
  var memberEarnedAt: String { text("member.earned_at") }
  var memberExpiring: String { text("member.expiring") }
  func memberExpiringOn(day: String) -> String { text("member.expiring_on", ["day": .text(day)]) }
  var memberFeedback: String { text("member.feedback") }
  var memberFreeze: String { text("member.freeze") }
  var memberFreezeNote: String { text("member.freeze_note") }
  func memberFrom(day: String) -> String { text("member.from", ["day": .text(day)]) }
  func memberHappened(booked: String, happened: String) -> String {
    text(
      "member.happened", ["booked": .text(booked), "happened": .text(happened)])
  }
  var memberHeld: String { text("member.held") }
  var memberHeldNote: String { text("member.held_note") }
  var memberHeldUntil: String { text("member.held_until") }
  var memberHolds: String { text("member.holds") }
  var memberHoldsNote: String { text("member.holds_note") }
  var memberLogged: String { text("member.logged") }
  var memberLoggedAll: String { text("member.logged_all") }
  var memberLoggedNone: String { text("member.logged_none") }
  var memberLoggedNote: String { text("member.logged_note") }
  var memberLots: String { text("member.lots") }
  var memberLotsNote: String { text("member.lots_note") }
  var memberMergedInto: String { text("member.merged_into") }
  var memberMessageRead: String { text("member.message_read") }
  var memberMessageUnread: String { text("member.message_unread") }
  var memberMessages: String { text("member.messages") }
  var memberMovement: String { text("member.movement") }
  var memberNoCards: String { text("member.no_cards") }
  var memberNoDetail: String { text("member.no_detail") }
  var memberNoDevices: String { text("member.no_devices") }
  var memberNoFeedback: String { text("member.no_feedback") }
  var memberNoLots: String { text("member.no_lots") }
  var memberNoMessages: String { text("member.no_messages") }
  var memberNoteInvalid: String { text("member.note_invalid") }
  var memberNoteNew: String { text("member.note_new") }
  var memberNoteSave: String { text("member.note_save") }
  var memberNoteTooMany: String { text("member.note_too_many") }
  var memberNotes: String { text("member.notes") }
  var memberNotesNone: String { text("member.notes_none") }
  var memberNotesNote: String { text("member.notes_note") }
  var memberNothingExpires: String { text("member.nothing_expires") }
  var memberOlder: String { text("member.older") }
  var memberOriginal: String { text("member.original") }
  var memberPending: String { text("member.pending") }
  var memberPendingNote: String { text("member.pending_note") }
  var memberProfile: String { text("member.profile") }
  var memberReason: String { text("member.reason") }
  var memberReasonNeeded: String { text("member.reason_needed") }
  var memberRemaining: String { text("member.remaining") }
  var memberSoon: String { text("member.soon") }
  func memberSpent(points: String) -> String { text("member.spent", ["points": .text(points)]) }
  var memberUnfreeze: String { text("member.unfreeze") }
  var memberWhy: String { text("member.why") }
}
