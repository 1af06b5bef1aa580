using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity;
using Telehealth.Receipts;
using Telehealth.Sessions;
using Telehealth.Wallet;

namespace Telehealth.Host;

/// <summary>Every module of the product: what the host composes and the architecture tests walk.</summary>
internal static class ModuleCatalog
{
    public static readonly IReadOnlyList<Module> All =
    [
        new IdentityModule(),
        new WalletModule(),
        new SessionsModule(),
        new ReceiptsModule(),
    ];
}
