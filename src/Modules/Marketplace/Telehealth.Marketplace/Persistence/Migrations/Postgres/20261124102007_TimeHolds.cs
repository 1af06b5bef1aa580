using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TimeHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "HeldTime",
                table: "marketplace_booking_requests",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "marketplace_time_holds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    StartsAt = table.Column<long>(type: "bigint", nullable: false),
                    LapsesAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_marketplace_time_holds", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_marketplace_time_holds_LapsesAt",
                table: "marketplace_time_holds",
                column: "LapsesAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "marketplace_time_holds");

            migrationBuilder.DropColumn(
                name: "HeldTime",
                table: "marketplace_booking_requests");
        }
    }
}
