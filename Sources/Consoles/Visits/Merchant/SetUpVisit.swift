import Coalition
import Hummingbird

extension MerchantDesk {
  func setUp(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.writeMerchants)
      let merchant = try await coalition.merchant(visit.merchant, by: visit.principal)
      let progress = try await coalition.setUpProgress(of: visit.merchant, by: visit.principal)
      let page = DeskSetUpPage(
        code: merchant.code, names: [merchant.names.hans, merchant.names.hant, merchant.names.en],
        steps: progress.steps)
      return faces.page(page.render(visit.visit.visit))
    }
  }
}
