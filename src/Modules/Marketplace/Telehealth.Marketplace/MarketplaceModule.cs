using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Features.Acceptance;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Features.Calendar;
using Telehealth.Marketplace.Features.Channels;
using Telehealth.Marketplace.Features.Holds;
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Features.Reviews;
using Telehealth.Marketplace.Features.Slots;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace;

/// <summary>Profiles, services, calendars, search, requests and bookings.</summary>
public sealed class MarketplaceModule : Module
{
    internal const string ManageProfile = "marketplace.profile.manage";
    internal const string BookForMembers = "marketplace.concierge.book";
    internal const string RequestSessions = "marketplace.sessions.request";

    /// <inheritdoc/>
    public override string Name => "marketplace";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(MarketplaceDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (
            typeof(SqliteMarketplaceDbContext),
            typeof(SqlServerMarketplaceDbContext),
            typeof(PostgresMarketplaceDbContext)
        );

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [new(ManageProfile, Roles.Provider), new(RequestSessions, Roles.Client), new(BookForMembers, Roles.Concierge)];

    /// <inheritdoc/>
    public override IEnumerable<MenuEntry> Menu =>
        [
            new(10, "/marketplace/find", "Find someone", Roles.Client),
            new(20, "/marketplace/requests", "Requests", Roles.Client),
            new(10, "/marketplace/inbox", "Inbox", Roles.Provider),
            new(40, "/marketplace/reviews", "Ratings", Roles.Provider),
            new(15, "/marketplace/concierge", "Book for a member", Roles.Concierge),
        ];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<MarketplaceOptions>(configuration.GetSection(Name));
        // For the rules that are validators of a body: their bounds are configuration.
        services.AddSingleton(sp => sp.GetRequiredService<IOptions<MarketplaceOptions>>().Value);
        services.AddSingleton<FoldedNames>();
        services.AddScoped<CalendarWriter>();
        services.AddScoped<CalendarChange>();
        services.AddScoped<FreeTime>();
        services.AddScoped<NextFreeTime>();
        services.AddScoped<ProviderFinder>();
        services.AddScoped<BookingTimes>();
        services.AddScoped<PublishedChannels>();
        services.AddScoped<PolicyShelf>();
        services.AddScoped<RequestTermsReader>();
        services.AddScoped<RequestEnd>();
        services.AddScoped<RequestViews>();
        services.AddScoped<RequestOpening>();
        services.AddScoped<Offers>();
        services.AddScoped<CandidateFinder>();
        services.AddScoped<CandidateDecline>();
        services.AddScoped<BroadcastSending>();
        services.AddScoped<ChannelSlots>();
        services.AddScoped<AtOnceTermsReader>();
        services.AddScoped<ClientTime>();
        services.AddScoped<FinalStep>();
        services.AddScoped<TimeHolds>();
        services.AddScoped<Cancellation>();
        services.AddScoped<ReviewViews>();
        services.AddScoped<ReviewWindow>();
        services.AddHostedService<PublishPoliciesAtStart>();
    }
}
