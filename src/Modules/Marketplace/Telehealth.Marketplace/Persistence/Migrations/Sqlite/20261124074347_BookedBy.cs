using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 120,
                nullable: true,
                collation: "BINARY");

            migrationBuilder.AddColumn<string>(
                name: "BookedBy",
                table: "marketplace_booking_requests",
                type: "TEXT",
                maxLength: 120,
                nullable: true,
                collation: "BINARY");
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
