using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Marketplace.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ServiceChannel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PolicyId",
                table: "marketplace_services",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: "marketplace.private",
                collation: "Latin1_General_100_BIN2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PolicyId",
                table: "marketplace_services");
        }
    }
}
