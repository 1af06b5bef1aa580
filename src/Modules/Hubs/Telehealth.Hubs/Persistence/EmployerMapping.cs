using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Hubs.Domain.Employers;

namespace Telehealth.Hubs.Persistence;

internal static class EmployerMapping
{
    private const int Hash = 64;

    public static void Map(ModelBuilder model, Engine engine)
    {
        Employers(model, engine);
        Providers(model, engine);
        Members(model, engine);
        Credits(model, engine);
    }

    private static void Employers(ModelBuilder model, Engine engine)
    {
        model.Entity<Employer>(row =>
        {
            row.ToTable("hubs_employers");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.Property(x => x.Name).HasMaxLength(80);
            row.Property(x => x.Country).IsExactText(engine, 2);
            row.Property(x => x.VatNumber!).IsExactText(engine, 20);
            row.Ignore(x => x.Place);
        });
        model.Entity<EmployerAdmin>(row =>
        {
            row.ToTable("hubs_employer_admins");
            row.HasKey(x => new { x.EmployerId, x.PersonId });
            row.HasIndex(x => x.PersonId);
            row.HasOne<Employer>()
                .WithMany()
                .HasForeignKey(x => x.EmployerId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<WellbeingHub>(row =>
        {
            row.ToTable("hubs_hubs");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.Property(x => x.Code).IsExactText(engine, 30);
            row.Property(x => x.Name).HasMaxLength(80);
            row.Property(x => x.Colour).IsExactText(engine, 7);
            row.Property(x => x.Categories).AsJson();
            row.Property(x => x.Languages).AsJson();
            row.Property(x => x.Credits).AsJson();
            row.Property(x => x.Terms).AsJson();
            row.Ignore(x => x.Channel);
            row.HasIndex(x => x.Code).IsUnique();
            row.HasIndex(x => x.EmployerId);
            row.HasOne<Employer>()
                .WithMany()
                .HasForeignKey(x => x.EmployerId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<HubDomain>(row =>
        {
            row.ToTable("hubs_domains");
            row.HasKey(x => new { x.HubId, x.Domain });
            row.Property(x => x.Domain).IsExactText(engine, WorkAddress.LongestDomain);
            row.HasIndex(x => x.Domain);
            row.HasOne<WellbeingHub>()
                .WithMany()
                .HasForeignKey(x => x.HubId)
                .HasPrincipalKey(x => x.Id)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void Providers(ModelBuilder model, Engine engine)
    {
        model.Entity<HubInvitation>(row =>
        {
            row.ToTable("hubs_invitations");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.Property(x => x.Email).IsExactText(engine, WorkAddress.Longest);
            row.HasIndex(x => new { x.HubId, x.Email }).IsUnique();
        });
        model.Entity<InvitationToken>(row =>
        {
            row.ToTable("hubs_invitation_tokens");
            row.HasKey(x => x.Hash);
            row.Property(x => x.Hash).IsExactText(engine, Hash);
            row.HasIndex(x => x.InvitationId);
        });
        model.Entity<HubProvider>(row =>
        {
            row.ToTable("hubs_providers");
            row.HasKey(x => new { x.HubId, x.ProviderId });
            row.HasIndex(x => x.ProviderId);
        });
    }

    private static void Members(ModelBuilder model, Engine engine)
    {
        model.Entity<HubMember>(row =>
        {
            row.ToTable("hubs_members");
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.Property(x => x.WorkEmail).IsExactText(engine, WorkAddress.Longest);
            // One membership per work address and hub, and one per person and hub.
            row.HasIndex(x => new { x.HubId, x.WorkEmail }).IsUnique().HasFilter("\"State\" = 'Active'");
            row.HasIndex(x => new { x.HubId, x.PersonId }).IsUnique().HasFilter("\"State\" = 'Active'");
            row.HasIndex(x => new { x.PersonId, x.State });
            row.HasIndex(x => new { x.State, x.PeriodEndsAt });
        });
        model.Entity<MembershipClaim>(row =>
        {
            row.ToTable("hubs_membership_claims");
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.Property(x => x.WorkEmail).IsExactText(engine, WorkAddress.Longest);
            row.Property(x => x.CodeHash!).IsExactText(engine, Hash);
            row.HasIndex(x => new { x.PersonId, x.CreatedAt });
            // However many ask at once, an address gets so many mails a day.
            row.HasIndex(x => new
                {
                    x.WorkEmail,
                    x.Day,
                    x.NumberOfDay,
                })
                .IsUnique();
            row.ToTable(table =>
                table.HasCheckConstraint(
                    "CK_hubs_membership_claims_number",
                    $"\"NumberOfDay\" BETWEEN 1 AND {MembershipClaim.MostPerAddressAndDay}"
                )
            );
        });
    }

    private static void Credits(ModelBuilder model, Engine engine)
    {
        model.Entity<Allotment>(row =>
        {
            row.ToTable(
                "hubs_allotments",
                table => table.HasCheckConstraint("CK_hubs_allotments_credits", "\"Credits\" >= 0")
            );
            row.HasKey(x => x.Sequence);
            row.Property(x => x.Sequence).ValueGeneratedOnAdd();
            row.HasAlternateKey(x => x.Id);
            row.HasIndex(x => new { x.Done, x.Sequence });
            row.HasIndex(x => new { x.MemberId, x.Sequence });
        });
        model.Entity<HubSession>(row =>
        {
            row.ToTable("hubs_sessions");
            row.HasKey(x => x.BookingId);
            row.Property(x => x.BookingId).ValueGeneratedNever();
            row.Property(x => x.Category).IsExactText(engine, 40);
            row.HasIndex(x => new { x.HubId, x.Month });
        });
    }

    // Read and written whole; nothing inside is searched.
    private static void AsJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, ApiJson.Options),
            text => JsonSerializer.Deserialize<T>(text, ApiJson.Options)!,
            new ValueComparer<T>((a, b) => Equals(a, b), value => value!.GetHashCode(), value => value)
        );
}
