using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.SqlServer
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
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "BookedBy",
                table: "marketplace_booking_requests",
                type: "nvarchar(120)",
                maxLength: 120,
                nullable: true,
                collation: "Latin1_General_100_BIN2");
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
