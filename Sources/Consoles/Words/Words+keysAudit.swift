// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var auditAction: String { text("audit.action") }
  func auditBroken(number: String, time: String) -> String {
    text(
      "audit.broken", ["number": .text(number), "time": .text(time)])
  }
  var auditChain: String { text("audit.chain") }
  var auditChange: String { text("audit.change") }
  var auditEmptyText: String { text("audit.empty_text") }
  var auditEmptyTitle: String { text("audit.empty_title") }
  var auditFrom: String { text("audit.from") }
  func auditIntact(count: String, time: String) -> String {
    text(
      "audit.intact", ["count": .text(count), "time": .text(time)])
  }
  var auditIntro: String { text("audit.intro") }
  func auditKey(key: String) -> String { text("audit.key", ["key": .text(key)]) }
  var auditOrigin: String { text("audit.origin") }
  var auditSubject: String { text("audit.subject") }
  var auditSystem: String { text("audit.system") }
  var auditTitle: String { text("audit.title") }
  var auditTo: String { text("audit.to") }
  var auditUnchecked: String { text("audit.unchecked") }
  var auditVerify: String { text("audit.verify") }
  var auditWho: String { text("audit.who") }
}
