using Microsoft.EntityFrameworkCore;
using Telehealth.Marketplace.Domain.Reviews;

namespace Telehealth.Marketplace.Persistence;

internal static class ReviewMapping
{
    public static void Configure(ModelBuilder model) =>
        model.Entity<Review>(x =>
        {
            x.ToTable(
                "marketplace_reviews",
                table => table.HasCheckConstraint("CK_marketplace_reviews_rating", "\"Rating\" BETWEEN 1 AND 5")
            );
            x.HasKey(review => review.Sequence);
            x.Property(review => review.Sequence).ValueGeneratedOnAdd();
            // Once, whatever is pressed how often.
            x.HasIndex(review => review.BookingId).IsUnique();
            x.HasIndex(review => new { review.ProviderId, review.Sequence });
        });
}
