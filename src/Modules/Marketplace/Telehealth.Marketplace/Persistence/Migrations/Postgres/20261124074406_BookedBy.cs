using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BookedBy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BookedBy",
                table: "marketplace_bookings",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "BookedBy",
                table: "marketplace_booking_requests",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true,
                collation: "C");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "BookedBy",
                table: "marketplace_bookings");

            migrationBuilder.DropColumn(
                name: "BookedBy",
                table: "marketplace_booking_requests");
        }
    }
}
