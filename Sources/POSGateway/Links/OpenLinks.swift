internal import Coalition
internal import NIOCore
internal import Synchronization

/// The connections that are open, counted by address: the event loops take and return places at once.
final class OpenLinks: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var byAddress: [CountedAddress: Int] = [:]
    var isClosing = false
  }

  private let settings: LinkSettings
  private let state = Mutex(State())
  /// Messages that are worked on, also of connections that have gone.
  private let messages = Atomic(0)

  init(_ settings: LinkSettings) { self.settings = settings }

  /// False where there is no place left, altogether or for this address.
  func admit(_ channel: any Channel) -> Bool {
    let address = CountedAddress(channel.remoteAddress?.ipAddress ?? "")
    return state.withLock { state in
      guard !state.isClosing, state.channels.count < settings.connections,
        state.byAddress[address, default: 0] < settings.connectionsPerAddress
      else { return false }
      state.channels[ObjectIdentifier(channel)] = channel
      state.byAddress[address, default: 0] += 1
      return true
    }
  }

  func leave(_ channel: any Channel) {
    let address = CountedAddress(channel.remoteAddress?.ipAddress ?? "")
    state.withLock { state in
      guard state.channels.removeValue(forKey: ObjectIdentifier(channel)) != nil else { return }
      let left = state.byAddress[address, default: 1] - 1
      state.byAddress[address] = left > 0 ? left : nil
    }
  }

  /// Nothing more is read from any connection; what was read is still answered.
  func stopReading() {
    let open = state.withLock { state in
      state.isClosing = true
      return Array(state.channels.values)
    }
    for channel in open { channel.close(mode: .input, promise: nil) }
  }

  func closeAll() {
    let open = state.withLock { Array($0.channels.values) }
    for channel in open { channel.close(promise: nil) }
  }

  func messageBegan() { messages.add(1, ordering: .relaxed) }
  func messageEnded() { messages.subtract(1, ordering: .releasing) }

  /// Whether a connection is open or a message is worked on.
  var isBusy: Bool {
    state.withLock { !$0.channels.isEmpty } || messages.load(ordering: .acquiring) > 0
  }
}
