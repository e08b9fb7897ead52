// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var applyAccessMade: String { text("apply.access_made") }
  var applyChanged: String { text("apply.changed") }
  var applyCompany: String { text("apply.company") }
  var applyContinue: String { text("apply.continue") }
  var applyDone: String { text("apply.done") }
  func applyDoneText(name: String) -> String { text("apply.done_text", ["name": .text(name)]) }
  var applyDuplicate: String { text("apply.duplicate") }
  var applyEmailHint: String { text("apply.email_hint") }
  var applyIntro: String { text("apply.intro") }
  var applyInvitation: String { text("apply.invitation") }
  var applyInvitationCode: String { text("apply.invitation_code") }
  var applyInvitationIntro: String { text("apply.invitation_intro") }
  var applyInvitationWrong: String { text("apply.invitation_wrong") }
  var applyLoginHint: String { text("apply.login_hint") }
  var applyLook: String { text("apply.look") }
  var applyLookIntro: String { text("apply.look_intro") }
  var applyMakeAccess: String { text("apply.make_access") }
  var applyName: String { text("apply.name") }
  var applyNameHint: String { text("apply.name_hint") }
  var applyNote: String { text("apply.note") }
  var applyNumber: String { text("apply.number") }
  var applyPasswordHint: String { text("apply.password_hint") }
  var applyPerson: String { text("apply.person") }
  var applyPrivacy: String { text("apply.privacy") }
  var applySecret: String { text("apply.secret") }
  var applySecretHint: String { text("apply.secret_hint") }
  var applySend: String { text("apply.send") }
  var applySent: String { text("apply.sent") }
  var applyShow: String { text("apply.show") }
  var applySignIn: String { text("apply.sign_in") }
  var applyStateApplied: String { text("apply.state_applied") }
  var applyStateApproved: String { text("apply.state_approved") }
  var applyStateInReview: String { text("apply.state_in_review") }
  var applyStateRejected: String { text("apply.state_rejected") }
  var applyStateWithdrawn: String { text("apply.state_withdrawn") }
  var applyStore: String { text("apply.store") }
  var applyStoreAddress: String { text("apply.store_address") }
  var applyStoreName: String { text("apply.store_name") }
  var applyTerms: String { text("apply.terms") }
  var applyTermsHint: String { text("apply.terms_hint") }
  var applyTitle: String { text("apply.title") }
  func applyTooMany(minutes: Int64) -> String { text("apply.too_many", ["minutes": .count(minutes)]) }
  var applyUnknown: String { text("apply.unknown") }
  var applyUntil: String { text("apply.until") }
  var applyWithdraw: String { text("apply.withdraw") }
  var applyWithdrawNote: String { text("apply.withdraw_note") }
}
