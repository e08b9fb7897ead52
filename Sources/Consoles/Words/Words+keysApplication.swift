// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var applicationApplied: String { text("application.applied") }
  var applicationApproved: String { text("application.approved") }
  var applicationCheckAgreed: String { text("application.check_agreed") }
  var applicationCheckReached: String { text("application.check_reached") }
  var applicationCheckRegistered: String { text("application.check_registered") }
  var applicationCheckSeen: String { text("application.check_seen") }
  var applicationCheckSingle: String { text("application.check_single") }
  var applicationChecks: String { text("application.checks") }
  var applicationDecision: String { text("application.decision") }
  var applicationForm: String { text("application.form") }
  var applicationImpossible: String { text("application.impossible") }
  var applicationInReview: String { text("application.in_review") }
  var applicationIntro: String { text("application.intro") }
  var applicationInvitationOnce: String { text("application.invitation_once") }
  var applicationInvite: String { text("application.invite") }
  var applicationLikeness: String { text("application.likeness") }
  var applicationLikenessNote: String { text("application.likeness_note") }
  var applicationMerchant: String { text("application.merchant") }
  var applicationNameEn: String { text("application.name_en") }
  var applicationNameHans: String { text("application.name_hans") }
  var applicationNameHant: String { text("application.name_hant") }
  var applicationNoLikeness: String { text("application.no_likeness") }
  var applicationNone: String { text("application.none") }
  var applicationNoneText: String { text("application.none_text") }
  func applicationNotOpen(state: String) -> String { text("application.not_open", ["state": .text(state)]) }
  var applicationNotReviewed: String { text("application.not_reviewed") }
  func applicationOther(name: String, time: String) -> String {
    text(
      "application.other", ["name": .text(name), "time": .text(time)])
  }
  var applicationOwnerIn: String { text("application.owner_in") }
  var applicationOwnerWaits: String { text("application.owner_waits") }
  var applicationProposal: String { text("application.proposal") }
  var applicationProposalWaits: String { text("application.proposal_waits") }
  var applicationPropose: String { text("application.propose") }
  var applicationReject: String { text("application.reject") }
  var applicationRejectNote: String { text("application.reject_note") }
  var applicationRejectReason: String { text("application.reject_reason") }
  var applicationRejected: String { text("application.rejected") }
  var applicationReviewer: String { text("application.reviewer") }
  var applicationStated: String { text("application.stated") }
  var applicationTake: String { text("application.take") }
  var applicationTitle: String { text("application.title") }
  var applicationWithdrawn: String { text("application.withdrawn") }
}
