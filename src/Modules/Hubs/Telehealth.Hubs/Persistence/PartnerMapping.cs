using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Hubs.Domain.Partners;

namespace Telehealth.Hubs.Persistence;

internal static class PartnerMapping
{
    public const string VisitClaims = "hubs_visit_claims";

    public static void Configure(ModelBuilder model, Engine engine)
    {
        Programmes(model, engine);
        People(model, engine);
        Claims(model);
        model.Entity<PartnerVisit>(x =>
        {
            x.ToTable("hubs_partner_visits");
            x.HasKey(visit => visit.Sequence);
            x.Property(visit => visit.Sequence).ValueGeneratedOnAdd();
            x.HasAlternateKey(visit => visit.Id);
            x.HasIndex(visit => visit.BookingId).IsUnique();
            x.HasIndex(visit => new { visit.ProgrammeId, visit.Sequence });
            x.HasIndex(visit => new { visit.PersonId, visit.StartsAt });
            x.HasIndex(visit => new
            {
                visit.ProgrammeId,
                visit.ProviderId,
                visit.StartsAt,
            });
            x.HasIndex(visit => visit.ChaseAt);
            x.Property(visit => visit.Mode).IsExactText(engine, 20);
            x.Property(visit => visit.Seed!).IsExactText(engine, 64);
            x.Property(visit => visit.Number!).IsExactText(engine, 40);
            x.Property(visit => visit.Candidates).HasMaxLength(40_000);
            x.Ignore(visit => visit.ContestableUntil);
        });
    }

    private static void Claims(ModelBuilder model) =>
        model.Entity<VisitClaim>(x =>
        {
            x.ToTable(VisitClaims);
            x.HasKey(claim => new { claim.PersonId, claim.Step });
            x.HasIndex(claim => claim.VisitId);
        });

    private static void Programmes(ModelBuilder model, Engine engine)
    {
        model.Entity<Programme>(x =>
        {
            x.ToTable("hubs_programmes");
            x.HasKey(programme => programme.Id);
            x.Property(programme => programme.Id).ValueGeneratedNever();
            x.HasIndex(programme => programme.Code).IsUnique();
            x.HasIndex(programme => programme.ClientId).IsUnique();
            x.Property(programme => programme.Code).IsExactText(engine, 30);
            x.Property(programme => programme.Name).HasMaxLength(80);
            x.Property(programme => programme.ClientId).IsExactText(engine, 100);
            x.Property(programme => programme.PayerCountry).IsExactText(engine, 2);
            x.Property(programme => programme.PayerVatNumber!).IsExactText(engine, 20);
            x.Ignore(programme => programme.Payer);
            x.Property(programme => programme.CountryCodes).IsExactText(engine, 800);
            x.Property(programme => programme.LanguageCodes).IsExactText(engine, 800);
            x.Property(programme => programme.Packages).IsExactText(engine, 100);
            x.Property(programme => programme.Currency).IsExactText(engine, 3);
            x.Property(programme => programme.InsurerLine).HasMaxLength(80);
            x.Property(programme => programme.PrivateLine).HasMaxLength(80);
            x.Property(programme => programme.SealedKey).HasMaxLength(1000);
            x.Ignore(programme => programme.Price);
            x.Ignore(programme => programme.Channel);
        });
        model.Entity<ProgrammeProvider>(x =>
        {
            x.ToTable("hubs_programme_providers");
            x.HasKey(member => new { member.ProgrammeId, member.ProviderId });
            x.HasIndex(member => member.ProviderId);
        });
    }

    private static void People(ModelBuilder model, Engine engine)
    {
        model.Entity<InsuredPerson>(x =>
        {
            x.ToTable("hubs_insured");
            x.HasKey(insured => insured.Id);
            x.Property(insured => insured.Id).ValueGeneratedNever();
            x.HasIndex(insured => new { insured.ProgrammeId, insured.MatchIndex }).IsUnique();
            x.Property(insured => insured.MatchIndex).IsExactText(engine, 64);
            x.Property(insured => insured.Language).IsExactText(engine, 10);
            x.Property(insured => insured.SealedPolicy).HasMaxLength(1000);
        });
        model.Entity<VisitPackage>(x =>
        {
            x.ToTable("hubs_visit_packages");
            x.HasKey(package => package.Id);
            x.Property(package => package.Id).ValueGeneratedNever();
            x.HasIndex(package => package.PersonId);
            x.Property(package => package.SealedConsent).HasMaxLength(1000);
        });
    }
}
