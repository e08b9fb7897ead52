// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var terminalsAcceptor: String { text("terminals.acceptor") }
  var terminalsBatch: String { text("terminals.batch") }
  var terminalsEmptyText: String { text("terminals.empty_text") }
  var terminalsEmptyTitle: String { text("terminals.empty_title") }
  var terminalsFaultAcceptor: String { text("terminals.fault_acceptor") }
  var terminalsFaultCode: String { text("terminals.fault_code") }
  var terminalsFaultExists: String { text("terminals.fault_exists") }
  var terminalsFaultKind: String { text("terminals.fault_kind") }
  var terminalsFaultMerchant: String { text("terminals.fault_merchant") }
  var terminalsFaultNumber: String { text("terminals.fault_number") }
  var terminalsFaultStore: String { text("terminals.fault_store") }
  var terminalsIntro: String { text("terminals.intro") }
  var terminalsLastSeen: String { text("terminals.last_seen") }
  var terminalsNew: String { text("terminals.new") }
  var terminalsNewAcceptor: String { text("terminals.new_acceptor") }
  var terminalsNewAcceptorNote: String { text("terminals.new_acceptor_note") }
  var terminalsNewCode: String { text("terminals.new_code") }
  var terminalsNewCodeNote: String { text("terminals.new_code_note") }
  var terminalsNewIntro: String { text("terminals.new_intro") }
  var terminalsNewMerchant: String { text("terminals.new_merchant") }
  var terminalsNewNames: String { text("terminals.new_names") }
  var terminalsNewNote: String { text("terminals.new_note") }
  var terminalsNewNumber: String { text("terminals.new_number") }
  var terminalsNewNumberNote: String { text("terminals.new_number_note") }
  var terminalsNewSave: String { text("terminals.new_save") }
  var terminalsNewStore: String { text("terminals.new_store") }
  var terminalsNumber: String { text("terminals.number") }
  var terminalsSearchHint: String { text("terminals.search_hint") }
  var terminalsSignedIn: String { text("terminals.signed_in") }
  var terminalsSilent: String { text("terminals.silent") }
}
