using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Persistence;

internal static class CalendarMapping
{
    public static void Configure(ModelBuilder model, Engine engine)
    {
        model.Entity<ProviderCalendar>(x =>
        {
            x.ToTable("marketplace_calendars");
            x.HasKey(calendar => calendar.ProviderId);
            x.Property(calendar => calendar.ProviderId).ValueGeneratedNever();
            x.HasIndex(calendar => calendar.MaterialisedUntil);
            x.Property(calendar => calendar.TimeZone).IsExactText(engine, 60);
            // The plan is read and replaced whole; what is searched are the open intervals.
            x.Property(calendar => calendar.Plan)
                .HasConversion(
                    plan => JsonSerializer.Serialize(plan, ApiJson.Options),
                    text => JsonSerializer.Deserialize<AvailabilityPlan>(text, ApiJson.Options)!,
                    new ValueComparer<AvailabilityPlan>(
                        (a, b) => ReferenceEquals(a, b),
                        plan => plan.GetHashCode(),
                        plan => plan
                    )
                );
        });
        model.Entity<OpenInterval>(x =>
        {
            x.ToTable("marketplace_open_intervals");
            x.HasKey(open => new
            {
                open.ProviderId,
                open.StartsAt,
                open.VisibilitySetId,
                open.Modes,
            });
            x.HasIndex(open => new { open.EndsAt, open.StartsAt });
        });
        model.Entity<VisibilityChannel>(x =>
        {
            x.ToTable("marketplace_visibility_channels");
            x.HasKey(channel => new
            {
                channel.ProviderId,
                channel.SetId,
                channel.Channel,
            });
            x.Property(channel => channel.Channel).IsExactText(engine, 60);
        });
        model.Entity<ChannelAccess>(x =>
        {
            x.ToTable("marketplace_channel_access");
            x.HasKey(access => new { access.ProviderId, access.Channel });
            x.Property(access => access.Channel).IsExactText(engine, ChannelNames.Longest);
        });
        Claims(model);
    }

    private static void Claims(ModelBuilder model)
    {
        model.Entity<SlotClaim>(x =>
        {
            x.ToTable(ClaimInsert.Slots);
            x.HasKey(claim => new { claim.ProviderId, claim.Step });
            x.HasIndex(claim => claim.BookingId);
        });
        model.Entity<ClientClaim>(x =>
        {
            x.ToTable(ClaimInsert.Clients);
            x.HasKey(claim => new { claim.ClientId, claim.Step });
            x.HasIndex(claim => claim.BookingId);
        });
        model.Entity<TimeHold>(x =>
        {
            x.ToTable("marketplace_time_holds");
            x.HasKey(hold => hold.Id);
            x.Property(hold => hold.Id).ValueGeneratedNever();
            x.HasIndex(hold => hold.LapsesAt);
        });
    }
}
