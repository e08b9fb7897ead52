// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var ownFactor: String { text("own.factor") }
  var ownFactorBegin: String { text("own.factor_begin") }
  var ownFactorNote: String { text("own.factor_note") }
  var ownFactorOff: String { text("own.factor_off") }
  var ownFactorRemove: String { text("own.factor_remove") }
  var ownFactorRequired: String { text("own.factor_required") }
  var ownFactorSince: String { text("own.factor_since") }
  func ownIntro(login: String) -> String { text("own.intro", ["login": .text(login)]) }
  var ownPasswordAgain: String { text("own.password_again") }
  var ownPasswordDiffer: String { text("own.password_differ") }
  var ownPasswordNew: String { text("own.password_new") }
  var ownPasswordNote: String { text("own.password_note") }
  var ownPasswordSave: String { text("own.password_save") }
  var ownPasswordSaved: String { text("own.password_saved") }
  var ownPasswordWeak: String { text("own.password_weak") }
  var ownRecoveryLeft: String { text("own.recovery_left") }
  var ownRecoveryRenew: String { text("own.recovery_renew") }
  var ownSessionEnd: String { text("own.session_end") }
  var ownSessionEndOthers: String { text("own.session_end_others") }
  var ownSessionOpened: String { text("own.session_opened") }
  var ownSessionSeen: String { text("own.session_seen") }
  var ownSessionThis: String { text("own.session_this") }
  var ownSessionWhere: String { text("own.session_where") }
  var ownSessionWith: String { text("own.session_with") }
  var ownSessions: String { text("own.sessions") }
  var ownSessionsNote: String { text("own.sessions_note") }
  var ownTitle: String { text("own.title") }
}
