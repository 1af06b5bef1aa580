using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Compliance;
using Telehealth.Hubs;
using Telehealth.Identity;
using Telehealth.Marketplace;
using Telehealth.Notifications;
using Telehealth.QuickConnect;
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
        new ComplianceModule(),
        new MarketplaceModule(),
        new WalletModule(),
        new SessionsModule(),
        new ReceiptsModule(),
        new HubsModule(),
        new QuickConnectModule(),
        new NotificationsModule(),
    ];
}
