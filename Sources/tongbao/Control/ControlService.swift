import Coalition
import Foundation
import HTTPAPI
import LedgerStore
import Logging
import ServiceLifecycle

/// Does the errands of other processes while this one owns the data folder.
struct ControlService: Service {
  static let errands: [any Errand.Type] = [
    VerifyErrand.self, ReportErrand.self, PurchasesErrand.self, MembersErrand.self, MonthsErrand.self,
    CreateKeyErrand.self, ListKeysErrand.self, SignKeyErrand.self, RevokeKeyErrand.self, AddUserErrand.self,
    ClearingErrand.self,
  ]

  let platform: Platform

  func run() async throws {
    let path = ControlSocket.path(in: platform.folder.path)
    let listener = try ControlSocket.listen(at: path)
    let thread = Thread { [self] in
      while true {
        let connection = accept(listener, nil, nil)
        if connection < 0 {
          if errno == EBADF || errno == EINVAL { return }
          // Too many open files, or a caller who left: the next one may be luckier.
          Thread.sleep(forTimeInterval: 0.1)
          continue
        }
        Task { await answer(ControlSocket(descriptor: connection)) }
      }
    }
    thread.start()
    // Ends when the server is told to stop, which is all that it waits for.
    try? await gracefulShutdown()
    unlink(path)
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func answer(_ socket: ControlSocket) async {
    defer { socket.close() }
    do {
      guard let request = try await onThread({ try socket.receive() }) else { return }
      guard let errand = Self.errands.first(where: { $0.name == request["errand"]?.text }) else {
        _ = socket.send([
          "failure": "the server that owns the data folder does not know this command: is it older?"
        ])
        return
      }
      let report = try await run(errand, Data((request["arguments"]?.text ?? "").utf8), socket)
      _ = socket.send(["report": report])
    } catch {
      _ = socket.send(["failure": .string("\(error)")])
    }
  }

  private func run<E: Errand>(_ type: E.Type, _ arguments: Data, _ socket: ControlSocket) async throws -> JSON
  {
    let errand = try JSONDecoder().decode(type, from: arguments)
    platform.coalition.logger.notice("errand", metadata: ["name": "\(type.name)"])
    let talk = Talk(
      progress: { done, total in
        _ = socket.send(["progress": total.map { [.integer(done), .integer($0)] } ?? [.integer(done)]])
      },
      output: { _ = socket.send(["output": .string(String(decoding: $0, as: UTF8.self))]) })
    return try await errand.run(on: platform, talk)
  }
}
