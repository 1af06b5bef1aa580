using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Reviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "RatingCount",
                table: "marketplace_providers",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "RatingSum",
                table: "marketplace_providers",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "marketplace_reviews",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    BookingId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClientId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Rating = table.Column<int>(type: "int", nullable: false),
                    SealedComment = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    GivenAt = table.Column<long>(type: "bigint", nullable: false),
                    SealedReply = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    RepliedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_reviews", x => x.Sequence);
                    table.CheckConstraint("CK_marketplace_reviews_rating", "\"Rating\" BETWEEN 1 AND 5");
                });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_reviews_BookingId",
                table: "marketplace_reviews",
                column: "BookingId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_reviews_ProviderId_Sequence",
                table: "marketplace_reviews",
                columns: new[] { "ProviderId", "Sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "marketplace_reviews");

            migrationBuilder.DropColumn(
                name: "RatingCount",
                table: "marketplace_providers");

            migrationBuilder.DropColumn(
                name: "RatingSum",
                table: "marketplace_providers");
        }
    }
}
