using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Persistence;

internal abstract class NotificationsDbContext(DbContextOptions options) : ModuleDbContext(options, "notifications")
{
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<FeedItem> FeedItems => Set<FeedItem>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<Preference> Preferences => Set<Preference>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("notifications_deliveries");
            delivery.HasKey(x => x.Sequence);
            delivery.Property(x => x.Sequence).ValueGeneratedOnAdd();
            delivery.HasIndex(x => x.Id).IsUnique();
            // One message per event, channel and person, whatever happens (NOT-02).
            delivery
                .HasIndex(x => new
                {
                    x.EventId,
                    x.Channel,
                    x.PersonId,
                })
                .IsUnique();
            delivery.HasIndex(x => new
            {
                x.State,
                x.Lane,
                x.NextTryAtMicros,
            });
            delivery.Property(x => x.Lane).HasConversion<int>();
            delivery.Property(x => x.Template).IsExactText(Engine, 60);
            delivery.Property(x => x.LastError).HasMaxLength(300);
            delivery.Property(x => x.Resolution).HasMaxLength(600);
        });
        model.Entity<FeedItem>(item =>
        {
            item.ToTable("notifications_feed");
            item.HasKey(x => x.Sequence);
            item.Property(x => x.Sequence).ValueGeneratedOnAdd();
            item.HasIndex(x => x.Id).IsUnique();
            item.HasIndex(x => new { x.EventId, x.PersonId }).IsUnique();
            item.HasIndex(x => new { x.PersonId, x.Sequence });
            item.Property(x => x.Template).IsExactText(Engine, 60);
        });
        model.Entity<Reminder>(reminder =>
        {
            reminder.ToTable("notifications_reminders");
            reminder.HasKey(x => x.Id);
            reminder.HasIndex(x => new { x.Done, x.DueAt });
        });
        model.Entity<Preference>(preference =>
        {
            preference.ToTable("notifications_preferences");
            preference.HasKey(x => x.PersonId);
            preference.Property(x => x.SwitchedOff).IsExactText(Engine, 400);
        });
    }
}
