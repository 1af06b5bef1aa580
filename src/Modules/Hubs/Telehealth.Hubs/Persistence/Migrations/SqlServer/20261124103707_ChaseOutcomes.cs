using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Hubs.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ChaseOutcomes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ChaseAt",
                table: "hubs_partner_visits",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_ChaseAt",
                table: "hubs_partner_visits",
                column: "ChaseAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_hubs_partner_visits_ChaseAt",
                table: "hubs_partner_visits");

            migrationBuilder.DropColumn(
                name: "ChaseAt",
                table: "hubs_partner_visits");
        }
    }
}
