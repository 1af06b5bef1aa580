using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HeldCovers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_marketplace_booking_requests_CoverId",
                table: "marketplace_booking_requests");

            migrationBuilder.AddColumn<bool>(
                name: "CoverHeld",
                table: "marketplace_booking_requests",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_booking_requests_CoverId_Attempt",
                table: "marketplace_booking_requests",
                columns: new[] { "CoverId", "Attempt" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_marketplace_booking_requests_CoverId_Attempt",
                table: "marketplace_booking_requests");

            migrationBuilder.DropColumn(
                name: "CoverHeld",
                table: "marketplace_booking_requests");

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_booking_requests_CoverId",
                table: "marketplace_booking_requests",
                column: "CoverId",
                unique: true);
        }
    }
}
