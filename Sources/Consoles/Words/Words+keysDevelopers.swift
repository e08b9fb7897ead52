// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var developersCode: String { text("developers.code") }
  var developersDry: String { text("developers.dry") }
  var developersDryText: String { text("developers.dry_text") }
  var developersErrors: String { text("developers.errors") }
  var developersErrorsNote: String { text("developers.errors_note") }
  var developersIdempotency: String { text("developers.idempotency") }
  var developersIdempotencyText: String { text("developers.idempotency_text") }
  var developersIntro: String { text("developers.intro") }
  var developersManners: String { text("developers.manners") }
  var developersMeaning: String { text("developers.meaning") }
  var developersNumbers: String { text("developers.numbers") }
  var developersNumbersText: String { text("developers.numbers_text") }
  var developersPaging: String { text("developers.paging") }
  var developersPagingText: String { text("developers.paging_text") }
  var developersQuick: String { text("developers.quick") }
  var developersStepEarn: String { text("developers.step_earn") }
  var developersStepEarnText: String { text("developers.step_earn_text") }
  var developersStepKey: String { text("developers.step_key") }
  var developersStepKeyText: String { text("developers.step_key_text") }
  var developersStepMember: String { text("developers.step_member") }
  var developersStepMemberText: String { text("developers.step_member_text") }
  var developersStepSpend: String { text("developers.step_spend") }
  var developersStepSpendText: String { text("developers.step_spend_text") }
  var developersTitle: String { text("developers.title") }
  var developersWebhooks: String { text("developers.webhooks") }
  var developersWebhooksText: String { text("developers.webhooks_text") }
}
