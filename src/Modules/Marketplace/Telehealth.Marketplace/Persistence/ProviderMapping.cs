using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Domain.Providers;

namespace Telehealth.Marketplace.Persistence;

internal static class ProviderMapping
{
    public static void Configure(ModelBuilder model, Engine engine)
    {
        model.Entity<ProviderProfile>(x => Profile(x, engine));
        model.Entity<ProviderTag>(x =>
        {
            x.ToTable("marketplace_provider_tags");
            x.HasKey(tag => new
            {
                tag.ProviderId,
                tag.Kind,
                tag.Value,
            });
            x.HasIndex(tag => new
            {
                tag.Kind,
                tag.Value,
                tag.ProviderId,
            });
            x.Property(tag => tag.Kind).IsExactText(engine, 20);
            x.Property(tag => tag.Value).IsExactText(engine, 60);
        });
        model.Entity<ProviderPhoto>(x =>
        {
            x.ToTable("marketplace_provider_photos");
            x.HasKey(photo => photo.ProviderId);
            x.Property(photo => photo.ProviderId).ValueGeneratedNever();
            x.Property(photo => photo.ContentType).IsExactText(engine, 40);
            x.Property(photo => photo.Hash).IsExactText(engine, 64);
        });
        model.Entity<ProviderService>(x => Service(x, engine));
        model.Entity<ServicePrice>(x =>
        {
            x.ToTable("marketplace_service_prices");
            x.HasKey(price => new
            {
                price.ServiceId,
                price.Mode,
                price.Currency,
            });
            x.HasIndex(price => price.ProviderId);
            x.Property(price => price.Currency).IsExactText(engine, 3);
            x.Ignore(price => price.Amount);
        });
    }

    private static void Profile(EntityTypeBuilder<ProviderProfile> x, Engine engine)
    {
        x.ToTable("marketplace_providers");
        x.HasKey(profile => profile.Sequence);
        x.Property(profile => profile.Sequence).ValueGeneratedOnAdd();
        x.HasIndex(profile => new { profile.Cleared, profile.PrimaryCategory });
        x.Property(profile => profile.DisplayName).HasMaxLength(80);
        x.Property(profile => profile.SearchName).IsExactText(engine, ProviderProfile.LongestSearchName);
        x.Property(profile => profile.PrimaryCategory).IsExactText(engine, 40);
        x.Property(profile => profile.TimeZone).IsExactText(engine, 60);
        x.Property(profile => profile.Gender!).IsExactText(engine, 20);
        x.Property(profile => profile.LegalName).HasMaxLength(120);
        x.Property(profile => profile.BillingCountry).IsExactText(engine, 2);
        x.Property(profile => profile.VatNumber).HasMaxLength(20);
        x.Property(profile => profile.RegistrationBody).HasMaxLength(60);
        x.Property(profile => profile.RegistrationNumber).HasMaxLength(40);
        x.Property(profile => profile.Qualifications).IsTextList();
        x.Property(profile => profile.Jurisdictions).IsTextList();
        x.Property(profile => profile.AddressLines).IsTextList();
        x.Ignore(profile => profile.Specialties);
        x.Ignore(profile => profile.Languages);
        x.Ignore(profile => profile.Rating);
        x.HasMany(profile => profile.Tags)
            .WithOne()
            .HasForeignKey(tag => tag.ProviderId)
            .HasPrincipalKey(profile => profile.Id);
    }

    private static void Service(EntityTypeBuilder<ProviderService> x, Engine engine)
    {
        x.ToTable("marketplace_services");
        x.HasKey(service => service.Sequence);
        x.Property(service => service.Sequence).ValueGeneratedOnAdd();
        x.HasIndex(service => service.ProviderId);
        x.Property(service => service.Name).HasMaxLength(80);
        x.Property(service => service.Category).IsExactText(engine, 40);
        x.Property(service => service.PolicyId).IsExactText(engine, 60);
        x.Ignore(service => service.Shape);
        x.HasMany(service => service.Prices)
            .WithOne()
            .HasForeignKey(price => price.ServiceId)
            .HasPrincipalKey(service => service.Id);
    }

    /// <summary>A short list of texts as one JSON text: read and written whole, never searched.</summary>
    private static void IsTextList(this PropertyBuilder<List<string>> property) =>
        property.HasConversion(
            list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<List<string>>(
                (a, b) => a!.SequenceEqual(b!),
                list => list.Aggregate(0, (hash, text) => HashCode.Combine(hash, text)),
                list => list.ToList()
            )
        );
}
