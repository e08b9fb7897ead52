internal import Ledger

extension MessageDraft {
  init(_ kind: MessageKind, about pool: Pool, to member: MemberID) {
    self.init(kind, to: member)
    asset = pool.asset
    detail = pool.name
  }
}

extension MessageTemplate {
  /// What happened in a household or company.
  static func pools(_ kind: MessageKind) -> Names? {
    switch kind {
    case .poolInvited:
      Names(
        hans: "{{time}} 一位会员邀请您共享{{program}}。请到会员站“共享钱包”查看，不认识的人请不要接受。",
        hant: "{{time}} 一位會員邀請您共享{{program}}。請到會員網站「共享錢包」查看，不認識的人請不要接受。",
        en: "{{time}}: a member asks you to share {{program}}. See Shared wallet; do not accept strangers.")
    case .poolJoined:
      Names(
        hans: "{{time}} 有人加入了“{{pool}}”。", hant: "{{time}} 有人加入了「{{pool}}」。",
        en: "{{time}}: somebody joined {{pool}}.")
    case .poolLeft:
      Names(
        hans: "{{time}} 有人离开了“{{pool}}”。", hant: "{{time}} 有人離開了「{{pool}}」。",
        en: "{{time}}: somebody left {{pool}}.")
    case .poolOffered:
      Names(
        hans: "{{time}} “{{pool}}”的负责人请您接管，请到会员站“共享钱包”回复。",
        hant: "{{time}} 「{{pool}}」的負責人請您接管，請到會員網站「共享錢包」回覆。",
        en: "{{time}}: you are asked to take over {{pool}}. Answer under Shared wallet.")
    case .poolHeaded:
      Names(
        hans: "{{time}} “{{pool}}”已由他人接管。", hant: "{{time}} 「{{pool}}」已由他人接管。",
        en: "{{time}}: {{pool}} was taken over.")
    case .poolClosed:
      Names(
        hans: "{{time}} “{{pool}}”已关闭，剩余的{{program}}按各人存入的比例退回。",
        hant: "{{time}} 「{{pool}}」已關閉，剩餘的{{program}}按各人存入的比例退回。",
        en: "{{time}}: {{pool}} was closed; the {{program}} left go back by what each put in.")
    default: nil
    }
  }
}
